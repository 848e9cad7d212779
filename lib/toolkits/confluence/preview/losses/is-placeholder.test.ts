import { expect, test } from 'vitest';
import { isPlaceholder } from './is-placeholder.ts';

test.each(
  [
    'rest unchanged',
    'Rest bleibt gleich',
    '[... existing content ...]',
    '(content omitted)',
    'TODO: keep the rest',
    'TODO keep existing content',
    '…unchanged…',
    '[unchanged]',
    '[...]',
    '...',
    '[snip]',
    'Lorem ipsum dolor sit amet',
    '[Rest of page unchanged]',
    'The rest of the page remains unchanged.',
    '(the rest of the document stays the same)',
    '... (remaining content unchanged) ...',
    '[The remaining sections are unchanged]',
    '[Previous sections remain unchanged]',
    '[Original content preserved]',
    '[Rest of content continues as before]',
    '(... rest of the page content continues here ...)',
    '[... 3 more sections ...]',
    'All other sections remain the same.',
    'Remaining sections unchanged...',
    'Keep the rest of the content as is',
    'Insert existing content here',
    '[keep existing table]',
    'Your content here',
    '[content truncated for brevity]',
    '{{existing_content}}',
    '<existing content>',
    '[same as before]',
    'A new introduction. [rest of page unchanged]',
    '[Rest unverändert]',
    'Der Rest der Seite bleibt unverändert.',
    'Alle weiteren Abschnitte bleiben unverändert.',
    '(übriger Inhalt wie bisher)',
    '… bestehender Inhalt …',
    '[restlicher Inhalt]',
    '(Inhalt gekürzt)',
    'Hier bestehenden Inhalt einfügen',
    'Le reste de la page reste inchangé',
    '[contenu existant]',
    '[resto sin cambios]',
    'El resto del documento permanece igual',
  ].map((text) => [text]),
)('a line that stands for text which is not there: %s', (text) => {
  expect(isPlaceholder({ place: 'line', text })).toBe(true);
});

test.each(
  [
    'Unchanged',
    'The price is unchanged from last year.',
    'We changed section 2; the rest of the document is unchanged since May and will be reviewed in June.',
    'The rest of the team joins on Monday (the rest of us later).',
    'Existing content',
    'Remaining items',
    'Other sections',
    'The rest',
    'The rest of the document describes the API.',
    'We keep the rest for later.',
    'Keep the existing API stable',
    'Leave the page open',
    'Budget: 40k (unchanged)',
    'Scope [unchanged since May] is fine',
    'Ship it… unchanged plans are boring',
    'TODO: write the introduction',
    'TBD',
    'Old content is archived after a year.',
    'Wait for it...',
    'and 3 more',
    '[1]',
    '[Ada]',
    '(optional)',
    '(see below)',
    '12 tickets (remaining items)',
    'The same as before, but faster.',
    'Original text by Ada',
    'Der Rest folgt morgen.',
    'Unverändert gegenüber dem Vorjahr',
    'Bestehende Kunden bleiben',
  ].map((text) => [text]),
)('an honest line: %s', (text) => {
  expect(isPlaceholder({ place: 'line', text })).toBe(false);
});

test.each([
  'Unchanged',
  '(unchanged)',
  'same as before',
  'The rest of the list is unchanged',
  '…',
  'no change',
])('an honest cell: %s', (text) => {
  expect(isPlaceholder({ place: 'cell', text })).toBe(false);
});

test.each([
  '...',
  '[...]',
  '# unchanged',
  '# remaining items',
  'const { a, ...rest } = all;',
  '...rest',
  '// existing code',
])('honest code: %s', (text) => {
  expect(isPlaceholder({ place: 'code', text })).toBe(false);
});

test.each(['// ... existing code ...', '# rest of the code unchanged', '/* ... rest of file ... */'])(
  'code that stands for other code: %s',
  (text) => {
    expect(isPlaceholder({ place: 'code', text })).toBe(true);
  },
);

test.each(['rest of content', 'existing sections', '...', 'keep as before', 'Rest unverändert'])(
  'a comment in the source that says so: %s',
  (text) => {
    expect(isPlaceholder({ place: 'comment', text })).toBe(true);
  },
);

test('a comment that says something else', () => {
  expect(isPlaceholder({ place: 'comment', text: 'written by hand' })).toBe(false);
});
