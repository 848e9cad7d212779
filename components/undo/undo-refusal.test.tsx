import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DecidedChange } from '../changes/decided-change.tsx';
import { summaryOf } from '../changes/test-support/summary-of.ts';
import { UndoRefusal } from './undo-refusal.tsx';

const URL = 'https://acme.atlassian.net/wiki/spaces/ENG/pages/7';
const nothing = () => undefined;

type Refused = Parameters<typeof UndoRefusal>[0]['undoing'];
const shown = (undoing: Refused) =>
  renderToStaticMarkup(
    <UndoRefusal undoing={undoing} onLook={nothing} onKeep={nothing} onReload={nothing} />,
  );
const failed = (code: string, message = 'What happened.', hint: string | null = 'What to do.') =>
  shown({ state: 'failed', failure: { code, message, hint } });

describe('UndoRefusal', () => {
  it('says that it was done already, and offers to show that instead of trying again', () => {
    const html = failed('already_undone', 'This has been taken back already.');
    expect(html).toContain('This has been taken back already.');
    expect(html).toContain('Show how it stands');
    expect(html).not.toContain('Look again');
  });

  it('offers another look where the page changed since, or something was not typed', () => {
    for (const code of ['target_moved', 'confirmation_needed', 'composio_unavailable']) {
      expect(failed(code)).toContain('What happened.');
      expect(failed(code)).toContain('Look again');
    }
  });

  it('names the rule that forbids it, and leads to the rules', () => {
    const html = failed('policy_denied', 'By your settings, “Delete a page” is not allowed.');
    expect(html).toContain('“Delete a page” is not allowed.');
    expect(html).toContain('href="/settings"');
    expect(html).not.toContain('Look again');
  });

  it('says why it is impossible, with the page to look at', () => {
    const html = shown({ state: 'refused', reason: 'Grace made version 6 since.', url: URL });
    expect(html).toContain('Grace made version 6 since.');
    expect(html).toContain(`href="${URL}"`);
  });

  it('does not claim either end where no answer came', () => {
    const html = shown({ state: 'unclear', said: 'No answer came.', url: URL });
    expect(html).toContain('Nobody knows whether this was undone.');
    expect(html).toContain(`href="${URL}"`);
    expect(html).toContain('Look again');
  });
});

describe('DecidedChange', () => {
  const card = (state: 'undone' | 'unknown') => {
    const { target } = summaryOf();
    const change = {
      actionId: 'a',
      changeId: null,
      approval: null,
      decision: null,
      summary: summaryOf({ target: { ...target, url: URL }, undo: { possible: true, words: 'Yes.' } }),
      undo: { state, actionId: 'b', at: '2026-01-01T00:00:00Z' },
    };
    return renderToStaticMarkup(<DecidedChange change={change} status="succeeded" onUndone={nothing} />);
  };

  it('tells an undo of which nobody knows the end from one that was done, and lets it be tried again', () => {
    expect(card('unknown')).toContain('nobody knows whether it was done');
    expect(card('unknown')).toContain(`href="${URL}"`);
    expect(card('unknown')).toContain('aria-label="Undo: ');
    expect(card('undone')).toContain('Undone');
    expect(card('undone')).not.toContain('aria-label="Undo: ');
  });
});
