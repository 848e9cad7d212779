/** The look of Atlassian's pages about apps, light and dark. */
export const consentStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f7, #161a1d);
  --sheet: light-dark(#ffffff, #1f2529);
  --text: light-dark(#1d2733, #dde3ea);
  --soft: light-dark(#50606f, #a3b1be);
  --line: light-dark(#d5dae0, #39434b);
  --edge: light-dark(#75828f, #8593a0);
  --accent: light-dark(#0b5cc4, #85b8ff);
  --on-accent: light-dark(#ffffff, #10202f);
  --banner: light-dark(#fff3d1, #3a2f12);
  --on-banner: light-dark(#5c4300, #f5dd9b);
  --bad: light-dark(#a8200d, #ff9c8f);
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.banner { padding: 10px 16px; text-align: center; font-size: 14px; background: var(--banner); color: var(--on-banner); }
main { width: min(30rem, 100% - 32px); margin: 32px auto; padding: 32px; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 24px; font-size: 21px; line-height: 1.3; text-wrap: balance; }
h2 { margin: 28px 0 8px; font-size: 16px; }
.field { margin-bottom: 16px; }
label { display: block; margin-bottom: 4px; font-size: 14px; font-weight: 600; }
select { width: 100%; padding: 9px 10px; font: inherit; color: inherit; background: var(--sheet);
  border: 1px solid var(--edge); border-radius: 6px; }
dl { margin: 0; border-top: 1px solid var(--line); }
dl > div { display: grid; grid-template-columns: 5.5rem 1fr; gap: 8px; padding: 12px 0; border-bottom: 1px solid var(--line); }
dt { font-weight: 600; font-size: 14px; }
dd { margin: 0; font-size: 14px; }
ul { margin: 0; padding: 0; list-style: none; }
li { display: inline; }
li:not(:last-child)::after { content: ", "; }
ul.apps > li { display: block; padding: 16px 0; border-top: 1px solid var(--line); }
ul.apps > li::after { content: none; }
h3 { margin: 0; font-size: 16px; }
a { color: var(--accent); }
.note { margin: 20px 0; font-size: 14px; color: var(--soft); }
.problem { color: var(--bad); font-weight: 600; }
.buttons { display: flex; gap: 12px; flex-wrap: wrap; }
button { padding: 10px 20px; font: inherit; font-weight: 600; color: var(--text); background: transparent;
  border: 1px solid var(--edge); border-radius: 6px; cursor: pointer; }
button.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
button:disabled { color: var(--soft); background: var(--ground); border-color: var(--line); cursor: not-allowed; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 480px) { main { margin: 16px auto; padding: 20px; } }
`;
