/** The look of the readable pages, light and dark. */
export const wikiStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfbfa, #14181a);
  --raised: light-dark(#f1f3f2, #1d2326);
  --text: light-dark(#1e2527, #dbe1e2);
  --soft: light-dark(#566164, #9fabae);
  --line: light-dark(#dbe0df, #333c40);
  --link: light-dark(#0a6472, #6cc7d6);
  --info: light-dark(#2563a8, #7db4ee);
  --good: light-dark(#23703b, #7ccb93);
  --care: light-dark(#85590a, #e0b55c);
  --bad: light-dark(#a3301f, #f2978a);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.bar { display: flex; gap: 8px 16px; flex-wrap: wrap; align-items: baseline; padding: 12px 24px;
  border-bottom: 1px solid var(--line); font-size: 14px; }
.bar .sandbox { margin-left: auto; color: var(--soft); }
main { width: min(46rem, 100% - 48px); margin: 32px auto 96px; }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.25; text-wrap: balance; }
h2 { margin: 40px 0 8px; font-size: 20px; line-height: 1.3; }
h3 { margin: 28px 0 4px; font-size: 16px; }
h4, h5, h6 { margin: 24px 0 4px; font-size: 14px; }
p, ul, ol, blockquote, pre, table, dl { margin: 0 0 14px; }
.trail, .meta, .hint, figcaption { font-size: 14px; color: var(--soft); }
.trail ol { display: flex; flex-wrap: wrap; gap: 0 8px; margin: 0 0 12px; padding: 0; list-style: none; }
.trail li:not(:last-child)::after { content: "›"; margin-left: 8px; }
.meta { margin-bottom: 8px; }
.labels { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; list-style: none; font-size: 13px; }
.labels li { padding: 1px 9px; border: 1px solid var(--line); border-radius: 99px; color: var(--soft); }
.body { margin-top: 28px; }
.body h1 { margin: 40px 0 8px; font-size: 24px; }
.body > :first-child { margin-top: 0; }
time, .mention { white-space: nowrap; }
.notice { margin-top: 20px; padding: 10px 14px; border: 1px solid var(--care); border-radius: 8px; color: var(--care); }
.table { overflow-x: auto; margin-bottom: 16px; }
table { border-collapse: collapse; min-width: 100%; margin: 0; font-size: 15px; }
th, td { padding: 7px 12px; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--raised); font-weight: 600; }
td p:last-child, th p:last-child, .panel > :last-child, li > p:last-child { margin-bottom: 0; }
blockquote { padding-left: 16px; border-left: 3px solid var(--line); color: var(--soft); }
pre, code { font-family: ui-monospace, "JetBrains Mono", Menlo, Consolas, monospace; font-size: 14px; }
code { padding: 1px 4px; border-radius: 4px; background: var(--raised); }
pre { padding: 14px 16px; overflow-x: auto; background: var(--raised); border-radius: 8px; line-height: 1.5; }
pre code { padding: 0; background: none; }
figure.code { margin: 0 0 16px; }
figure.code pre { margin: 4px 0 0; }
.panel { margin: 0 0 16px; padding: 12px 16px; border: 1px solid var(--line); border-left: 3px solid var(--tone, var(--soft));
  border-radius: 8px; }
.panel-title { margin: 0 0 4px; font-size: 14px; font-weight: 600; color: var(--tone, var(--soft)); }
.panel-info { --tone: var(--info); } .panel-tip { --tone: var(--good); }
.panel-note { --tone: var(--care); } .panel-warning { --tone: var(--bad); }
.status { padding: 0 7px; border: 1px solid currentColor; border-radius: 4px; font-size: 12px; font-weight: 600;
  letter-spacing: 0.02em; color: var(--soft); white-space: nowrap; }
.status-green { color: var(--good); } .status-red { color: var(--bad); }
.status-yellow { color: var(--care); } .status-blue, .status-purple { color: var(--info); }
.mention { color: var(--link); } .missing { text-decoration: underline dotted; }
mark { background: color-mix(in srgb, var(--care) 20%, transparent); color: inherit; }
.tasks { padding: 0; list-style: none; }
.tasks li { display: flex; gap: 10px; }
.tasks .done > div { color: var(--soft); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.toc { padding: 8px 16px; margin-bottom: 24px; border: 1px solid var(--line); border-radius: 8px; font-size: 15px; }
.toc ul { margin: 0; padding: 0; list-style: none; }
.toc-3 { padding-left: 16px; } .toc-4, .toc-5, .toc-6 { padding-left: 32px; }
details { margin: 0 0 16px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 8px; }
summary { cursor: pointer; font-weight: 600; }
.layout-section { display: flex; flex-wrap: wrap; gap: 0 32px; }
.layout-cell { flex: 1 1 16rem; min-width: 0; }
.opaque { display: inline-block; max-width: 100%; margin: 2px 0; padding: 4px 10px; border: 1px dashed var(--line); border-radius: 8px; }
.opaque-label { font-size: 13px; color: var(--soft); }
.align-center { text-align: center; } .align-right { text-align: right; }
.comment { padding: 14px 0; border-top: 1px solid var(--line); }
.comment .comment { margin-left: 24px; }
.comment.focused { border-top-color: var(--link); box-shadow: inset 3px 0 var(--link); padding-left: 12px; }
.plain { padding-left: 0; list-style: none; }
.plain > li { padding: 14px 0; border-top: 1px solid var(--line); }
.plain h2 { margin: 0; }
.tree ul { margin: 0; }
@media (max-width: 480px) {
  .bar { padding: 12px 16px; } main { width: calc(100% - 32px); margin-top: 24px; } h1 { font-size: 24px; }
  .comment .comment { margin-left: 12px; }
}
`;
