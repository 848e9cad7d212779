import { ensureBrowser } from '../../launcher/browser.ts';
import {
  type Measured,
  measureFirstLoad,
  measureLongConversation,
  measureStreaming,
  openBrowser,
} from '../browser.ts';
import { held, type Line } from '../line.ts';
import { serveMarkdownModel } from '../markdown-model.ts';
import type { Setup } from '../setup.ts';
import { startOurs } from '../targets/start-targets.ts';

/** These are to be at least so much. */
const AT_LEAST = new Set(['browser/streaming/frames']);

/** What a person's browser loads, opens and draws. It streams from a model that writes Markdown, so it has an app of its own. */
export function browser(rounds: number) {
  return async ({ ours }: Setup): Promise<Line[]> => {
    const chromium = await ensureBrowser();
    if (chromium) process.env.CHROMIUM_PATH = chromium;
    const opened = await openBrowser();
    const model = await serveMarkdownModel();
    try {
      const app = { url: ours.base, databaseUrl: ours.databaseUrl };
      const writing = await startOurs(model.url);
      return [
        ...(await measureFirstLoad(opened, app)),
        ...(await measureLongConversation(opened, app, rounds)),
        ...(await measureStreaming(opened, { url: writing.base })),
      ].map(toLine);
    } finally {
      await opened.close();
      model.close();
    }
  };
}

function toLine({ budget, ...line }: Measured): Line {
  return held({ ...line, budget: AT_LEAST.has(line.name) ? { atLeast: budget } : { atMost: budget } });
}
