import type { CatalogueTool } from '../toolkit/catalogue.ts';

/** The steps to do a use case with its first choices: what finds the ids first, then what does it. */
export function planSteps(
  main: CatalogueTool | undefined,
  findTool: (slug: string) => CatalogueTool | undefined,
  knownFields: string | undefined,
): string[] {
  if (main === undefined) return [];
  const known = knownFields ? ` Known already: ${knownFields}.` : '';
  const before = main.needs.flatMap((slug) => {
    const tool = findTool(slug);
    return tool
      ? [`Use ${tool.slug} to find what ${main.slug} needs. Skip it when you know the ids.${known}`]
      : [];
  });
  const asking =
    main.kind === 'destructive' ? ['Ask the person to confirm: this cannot be taken back by a tool.'] : [];
  return [...before, ...asking, `Use ${main.slug}. ${main.description}`].map(
    (step, i) => `[Step ${i + 1}] ${step}`,
  );
}

const PITFALLS: readonly [slug: RegExp, pitfall: string][] = [
  [
    /_UPDATE_(PAGE|BLOGPOST)$/,
    'An update replaces the whole body. Read it first and send all of it back, with version.number raised by one; a stale number is refused with 409.',
  ],
  [/_(CREATE|UPDATE)_(PAGE|BLOGPOST)$/, 'Bodies are Confluence storage format (XHTML), not Markdown.'],
  [/_CREATE_PAGE$/, 'A title may be used once in a space. spaceId is the number, not the key.'],
  [/_CREATE_BLOGPOST$/, 'The body is flat here: {representation, value}.'],
  [
    /_GET_(PAGES|SPACE_CONTENTS|CHILD_PAGES|BLOG_POSTS)$/,
    'Lists hold no bodies. Read a page or blog post by its id.',
  ],
  [/_SEARCH_CONTENT$/, 'It compares titles only. For words in the text use CONFLUENCE_CQL_SEARCH.'],
  [/_CQL_SEARCH$/, 'Put text in double quotes, and escape quotes within it: title ~ "team charter".'],
  [/_GET_SPACE_CONTENTS$/, 'It takes the key of the space, not its id.'],
  [
    /_CREATE_FOOTER_COMMENT$/,
    'Name exactly one of pageId, blogPostId, parentCommentId, attachmentId and customContentId.',
  ],
  [/_DELETE_SPACE$/, 'It deletes everything in the space, by a task that runs on after the answer.'],
  [/_GET_AUDIT_LOGS$/, 'It needs an administrator. The first parameter is from_, with the underscore.'],
  [
    /PROPERTY/,
    'Updating and deleting need the id or key of a property that is there: list the properties first.',
  ],
  [/_DOWNLOAD_ATTACHMENT$/, 'List the attachments first; their ids begin with att.'],
];

/** What goes wrong with tools most often. */
export function pitfallsOf(tools: readonly { slug: string }[]): string[] {
  return PITFALLS.filter(([slug]) => tools.some((tool) => slug.test(tool.slug))).map(
    ([, pitfall]) => pitfall,
  );
}
