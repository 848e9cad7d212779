import { held, type Line, measured } from '../line.ts';
import type { Setup } from '../setup.ts';
import { median } from '../statistics.ts';
import { type Scripted, startScripted } from '../targets/scripted.ts';

const LATENCY_MS = 150;
const WARM_UP = 15;
/** Pages of the seeded site. */
const PAGES = ['2100002', '2100004', '2100001'];

let labels = 0;

/** The next label that no page has, for a page. */
function newLabel(page: string): [string, object] {
  labels += 1;
  return ['ADD_CONTENT_LABEL', { id: page, labels: [{ name: `bench-${labels}`, prefix: 'global' }] }];
}

/** What a tool call costs beside the call itself, and how long a person waits for a card and after Allow, with a slow network. */
export function toolCalls(rounds: number) {
  return async ({ model }: Setup): Promise<Line[]> => {
    const ours = await startScripted(model);
    const [page = ''] = PAGES;
    // The first call finds out about session, tools and account; the others are for what is compiled as it is used.
    for (let round = 0; round < WARM_UP; round += 1) {
      await ours.propose(['GET_PAGE_BY_ID', { id: page }]);
      await ours.allow((await ours.propose(newLabel(page))).id);
    }
    const own = await times(rounds, () => ownTime(ours, page));
    await ours.latency(LATENCY_MS);
    const [previews, continued, batches]: number[][] = [[], [], []];
    for (let round = 0; round < Math.ceil(rounds / 2); round += 1) {
      const one = await ours.propose(newLabel(page));
      previews?.push(one.waitingAt - one.calledAt);
      continued?.push(await untilModel(ours, one.id));
      const three = await ours.propose(...PAGES.map(newLabel));
      batches?.push(three.waitingAt - three.calledAt);
    }
    const line = (name: string, values: number[] = [], atMost?: number) => {
      const value = { name, value: median(values), unit: 'ms', target: 'ours' };
      return atMost === undefined ? measured(value) : held({ ...value, budget: { atMost } });
    };
    return [
      line('tool-call-own-time', own, 15),
      line('label-preview-at-150-ms', previews, 330),
      line('allow-to-model-at-150-ms', continued, 350),
      line('three-labels-preview-at-150-ms', batches),
    ];
  };
}

/** From the end of the model's call to its next request, without the call to Composio. */
async function ownTime(ours: Scripted, id: string): Promise<number> {
  const since = await ours.newest();
  await ours.propose(['GET_PAGE_BY_ID', { id }]);
  const [called, next] = await ours.requests('model', since);
  const sent = await ours.requests('mcp', since);
  if (!called || !next) throw new Error('The model was not asked twice.');
  const calledAt = Date.parse(called.at) + (called.durationMs ?? 0);
  const elsewhere = sent.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  return Date.parse(next.at) - calledAt - elsewhere;
}

/** From Allow to the next request to the model. */
async function untilModel(ours: Scripted, conversationId: string): Promise<number> {
  const since = await ours.newest();
  const { askedAt } = await ours.allow(conversationId);
  const [next] = await ours.requests('model', since);
  if (!next) throw new Error('The model was not asked.');
  return Date.parse(next.at) - askedAt;
}

async function times(count: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let round = 0; round < count; round += 1) values.push(await measure());
  return values;
}
