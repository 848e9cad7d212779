import { PacedModel } from '../e2e/paced-model.ts';

/** How fast it writes. */
const TOKENS_A_SECOND = 100;
/** How long it writes. */
const SECONDS = 15;

const PARAGRAPH =
  'The **third quarter** is about three things: the release of *Phoenix*, the move of the `billing` service, and the [new handbook](https://example.com/handbook). ';
const LIST =
  '- an item with **weight** and a [link](https://example.com)\n- another, with `code` in it\n  - and one within\n\n';
const TABLE = `| who | what | when |\n|---|---|---|\n${'| Ada | plans the **release** | Monday |\n'.repeat(6)}\n`;
const CODE = `\`\`\`ts\n${'export const answer = (question: string) => question.length;\n'.repeat(8)}\`\`\`\n\n`;
const SECTION = `## What comes next\n\n${PARAGRAPH.repeat(3)}\n\n${LIST.repeat(2)}${TABLE}${PARAGRAPH.repeat(2)}\n\n${CODE}1. first\n2. second\n\n> A quotation of *some* length.\n\n`;

/** A token has about four characters. */
const TOKENS = (SECTION.repeat(20).match(/[\s\S]{1,4}/g) ?? []).slice(0, TOKENS_A_SECOND * SECONDS);

/**
 * A model server that answers each request with Markdown at 100 tokens a second, for 15 seconds. An app that is started with its
 * address as `OPENAI_BASE_URL` streams it.
 */
export async function serveMarkdownModel(): Promise<{ url: string; close: () => void }> {
  const model = new PacedModel();
  const url = await model.listen();
  void answerEach(model);
  return { url, close: () => model.close() };
}

async function answerEach(model: PacedModel): Promise<never> {
  for (;;) {
    const answer = await model.next();
    const begun = performance.now();
    let written = 0;
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begun) / 1000) * TOKENS_A_SECOND);
      for (const token of TOKENS.slice(written, due)) answer.write(token);
      written = Math.max(written, due);
      if (written < TOKENS.length) return;
      clearInterval(timer);
      answer.end();
    }, 10);
  }
}
