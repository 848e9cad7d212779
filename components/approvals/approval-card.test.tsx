import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ChangeSummary } from '@/lib/domain/change';
import { summaryOf } from '../changes/test-support/summary-of.ts';
import { isTyped } from '../changes/type-to-allow.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { PendingBar } from './pending-bar.tsx';

const approval = {
  id: 'p',
  expiresAt: '2999-01-01T00:00:00Z',
  reasons: ['Writes ask first.'],
  mayRemember: true,
};
const nothing = async () => {};

function card(over: Partial<ChangeSummary> = {}): string {
  const summary = summaryOf(over);
  const change = { ...summary, preview: { type: 'none' as const, why: '' } };
  return renderToStaticMarkup(
    <ApprovalCard
      approval={approval}
      summary={summary}
      changeId="c"
      kind="write"
      preview={{ state: 'ready', data: change }}
      live={false}
      details={null}
      onDecide={nothing}
      onRefresh={nothing}
    />,
  );
}

function button(html: string, words: string): string {
  const found = html.match(/<button[^>]*>.*?<\/button>/g)?.find((one) => one.includes(words));
  return found ?? 'no such button';
}

const loss = {
  what: 'comment' as const,
  count: 2,
  words: '2 inline comments lose their place',
  examples: ['“ok?”'],
};

describe('ApprovalCard', () => {
  it('says what, where, as whom, why, what is lost, what it links to and whether it can be undone', () => {
    const html = card({ losses: [loss], newLinks: ['https://evil.test/x'] });
    for (const words of [
      'Updates “Q3 Planning” in Marketing',
      'href="https://acme.test/wiki/spaces/MKT/pages/1" target="_blank" rel="noopener noreferrer"',
      'Ada Lovelace',
      'Writes ask first.',
      '2 inline comments lose their place',
      '“ok?”',
      'https://evil.test/x',
      'You can undo this.',
    ])
      expect(html).toContain(words);
  });

  it('shows a new address as text that cannot be opened', () => {
    expect(card({ newLinks: ['https://evil.test/x'] })).not.toContain('href="https://evil.test');
  });

  it('puts the safe choice before the other', () => {
    const html = card();
    expect(html.indexOf('>Deny<')).toBeGreaterThan(0);
    expect(html.indexOf('>Deny<')).toBeLessThan(html.indexOf('>Allow once<'));
  });

  it('keeps Allow off until what must be typed stands there, and Deny on', () => {
    const html = card({ typeToAllow: 'Marketing' });
    expect(button(html, 'Allow once')).toContain('disabled=""');
    expect(button(html, 'Deny')).not.toContain('disabled=""');
    expect(html).toContain('type “Marketing”');
    expect(button(card(), 'Allow once')).not.toContain('disabled=""');
    expect(['', 'marketing', 'Market', ' Marketing '].map((typed) => isTyped('Marketing', typed))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('says why there is no preview, and still asks', () => {
    const html = card({ noPreview: 'The tool is not known.' });
    expect(html).toContain('The tool is not known.');
    expect(button(html, 'Allow once')).not.toContain('disabled=""');
  });
});

describe('PendingBar', () => {
  const bar = (...summaries: ChangeSummary[]) =>
    renderToStaticMarkup(
      <PendingBar
        pending={summaries.map((summary) => ({ approval, summary, changeId: 'c' }))}
        live={false}
        onDecide={nothing}
      />,
    );

  it('offers both for plain changes', () => {
    const html = bar(summaryOf(), summaryOf(), summaryOf());
    expect(html).toContain('3 changes wait for you');
    expect(button(html, 'Allow all')).not.toContain('disabled=""');
    expect(button(html, 'Deny all')).not.toContain('disabled=""');
  });

  it('does not offer to allow all where one would lose something or must be typed', () => {
    for (const over of [{ losses: [loss] }, { typeToAllow: 'Marketing' }]) {
      const html = bar(summaryOf(), summaryOf(over));
      expect(html).not.toContain('Allow all');
      expect(html).toContain('each is allowed by itself');
      expect(button(html, 'Deny all')).not.toContain('disabled=""');
    }
  });
});
