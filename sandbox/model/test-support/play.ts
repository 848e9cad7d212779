import { plan } from '../plan.ts';
import type { OfferedTool } from '../toolbox.ts';
import type { TranscriptItem } from '../transcript.ts';
import { done, type FakeComposio, fakeComposio, hits, page, SITE, spaces } from './fake-composio.ts';

/** The meta tools that the app gives the model. */
export const META: readonly OfferedTool[] = [
  'COMPOSIO_SEARCH_TOOLS',
  'COMPOSIO_GET_TOOL_SCHEMAS',
  'COMPOSIO_MULTI_EXECUTE_TOOL',
  'COMPOSIO_MANAGE_CONNECTIONS',
].map((name) => ({ name, description: '', parameters: null }));

export type Ran = {
  answer: string;
  steps: string[];
  actions: { slug: string; given: Record<string, unknown> }[];
  items: TranscriptItem[];
};

/** Plays a conversation to its end: each user message in turn, tools answered by the fake. */
export function play(fake: FakeComposio, ...messages: string[]): Ran {
  return playWith(META, fake, ...messages);
}

/** The same with other tools than the router's own. */
export function playWith(tools: readonly OfferedTool[], fake: FakeComposio, ...messages: string[]): Ran {
  const items: TranscriptItem[] = [];
  let ran: Ran = { answer: '', steps: [], actions: [], items };
  for (const text of messages) {
    items.push({ kind: 'user', text });
    ran = { answer: '', steps: [], actions: [], items };
    for (;;) {
      const next = plan(items, tools);
      if (next.kind === 'text') {
        ran.answer = next.text;
        items.push({ kind: 'assistant', text: next.text });
        break;
      }
      for (const { name, input } of next.calls) {
        ran.steps.push(name.replace('COMPOSIO_', ''));
        if (name === 'COMPOSIO_MULTI_EXECUTE_TOOL') {
          for (const tool of input.tools as { tool_slug: string; arguments: Record<string, unknown> }[]) {
            ran.actions.push({ slug: tool.tool_slug.replace('CONFLUENCE_', ''), given: tool.arguments });
          }
        }
        items.push({ kind: 'tool', name, input: JSON.stringify(input), output: fake.run(name, input) });
      }
    }
  }
  return ran;
}

const NOTES = `<h1>Team meeting</h1><h2>Attendees</h2><ul><li><p>Ada &amp; Grace</p></li></ul><h2>Decisions</h2><ul><li>Ship on &lt;Friday&gt;</li></ul><h2>Action items</h2><ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Grace writes the notes</ac:task-body></ac:task></ac:task-list>`;

/** A site with Q3 Planning and the notes of a team meeting. */
export function site(): FakeComposio {
  return fakeComposio({
    get_spaces: spaces,
    cql_search: ({ cql }) =>
      String(cql).includes('meeting')
        ? hits({ id: '50', title: 'Team meeting 2026-11-20' })
        : hits({ id: '42', title: 'Q3 Planning' }),
    search_content: () => done({ response_data: { results: [], size: 0 } }),
    get_page_by_id: ({ id }) =>
      id === '50'
        ? page('50', 'Team meeting 2026-11-20', NOTES)
        : page('42', 'Q3 Planning', '<p>Old &amp; kept.&nbsp;</p>'),
    create_page: ({ title }) => page('77', String(title), '', 1),
    update_page: ({ title }) => page('42', String(title), '', 4),
    add_content_label: () => done([{ id: '1', name: 'urgent', prefix: 'global' }]),
    create_footer_comment: () => done({ id: '90', status: 'current', _links: { webui: '/x' } }),
    create_blogpost: ({ title }) =>
      done({ id: '80', title, webUrl: `${SITE}/spaces/MKT/blog/2026/11/22/80/x` }),
  });
}
