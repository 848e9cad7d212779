import { describe, expect, test } from 'vitest';
import { understand } from './understand.ts';

const Q3 = { by: 'title', title: 'Q3 Planning', type: 'page' };
const PHOENIX = 'Project Phoenix – Documentation';

describe('every wording of creating the project page names the same title and space', () => {
  test.each([
    `Create a new project documentation page titled '${PHOENIX}' in the Marketing space`,
    `Create a new project documentation page titled "${PHOENIX}" in the Marketing space.`,
    `create a page titled “${PHOENIX}” in Marketing`,
    `Create a page titled ‘${PHOENIX}’ in the Marketing space, please!`,
    `create a page titled «${PHOENIX}» in marketing`,
    `Please create a new page called ${PHOENIX} in the Marketing space`,
    `Can you create a page named ${PHOENIX} in the Marketing space?`,
    `In the Marketing space, create a page named "${PHOENIX}"`,
    `Make a page in Marketing titled ${PHOENIX}`,
    `Create a page in the Marketing space with the title "${PHOENIX}"`,
    `Could you please make a project documentation page for Project Phoenix in the Marketing space?`,
    `Create the ${PHOENIX} page in the Marketing space`,
    `Create a page '${PHOENIX}' in Marketing`,
    `Create "${PHOENIX}" in Marketing`,
    `Add a new page called '${PHOENIX}' to the Marketing space`,
    `I want to create a page titled '${PHOENIX}' in the Marketing space`,
    `I'd like you to write a new page titled "${PHOENIX}" in our Marketing space`,
    `Set up a project documentation page titled '${PHOENIX}' in the 'Marketing' space`,
    `Draft a page titled "${PHOENIX}" in Marketing, thanks`,
    `Start a new page entitled ${PHOENIX} in the Marketing space`,
    `Hi! Create a documentation page titled: ${PHOENIX} in the Marketing space`,
  ])('%s', (text) => {
    const read = understand(text);
    expect(read?.intent).toBe('create-page');
    expect(read?.slots.title).toBe(PHOENIX);
    expect(read?.slots.space?.toLowerCase()).toBe('marketing');
  });

  test('upper case still reads, with the title as it was typed', () => {
    expect(understand('CREATE A PAGE TITLED "ROADMAP" IN THE MARKETING SPACE')).toMatchObject({
      intent: 'create-page',
      slots: { title: 'ROADMAP', space: 'MARKETING' },
    });
  });

  test('parent, sections and text are taken with it', () => {
    expect(
      understand(
        `Create a page in Marketing titled ${PHOENIX} under Roadmap with sections: Goals, Scope and Risks`,
      )?.slots,
    ).toMatchObject({
      title: PHOENIX,
      space: 'Marketing',
      parent: 'Roadmap',
      sections: ['Goals', 'Scope', 'Risks'],
    });
    expect(understand('Create a page "Notes" in HR saying "Hello <b>"')?.slots).toMatchObject({
      title: 'Notes',
      space: 'HR',
      text: 'Hello <b>',
    });
    expect(understand('Create a page titled Notes in HR: First line\nSecond line')?.slots).toMatchObject({
      title: 'Notes',
      text: 'First line\nSecond line',
    });
  });

  test('a page that is only described is called what it is', () => {
    expect(understand('Create a new project documentation page in the Marketing space')?.slots.title).toBe(
      'Project documentation',
    );
    expect(understand('Create a page in Marketing')?.slots.title).toBeUndefined();
  });
});

describe('every wording of labelling names the same label and page', () => {
  test.each([
    "Add the label 'urgent' to the Q3 Planning page",
    'Add the label urgent to the Q3 Planning page.',
    'add label urgent to Q3 Planning',
    'Add the label “urgent” to the “Q3 Planning” page',
    'Add the label ‘Urgent’ to ‘Q3 Planning’',
    "Add the 'urgent' label to the Q3 Planning page",
    'add an urgent label to page Q3 Planning',
    'Please add the tag urgent to the page "Q3 Planning"',
    'Could you add "urgent" as a label to Q3 Planning?',
    'Put the urgent label on the Q3 Planning page',
    'Put the label urgent on Q3 Planning, please',
    'Label the Q3 Planning page as urgent',
    'label the Q3 Planning page urgent',
    'Label Q3 Planning with urgent',
    'Tag the Q3 Planning page with urgent',
    'Tag page "Q3 Planning" with \'urgent\'',
    'Tag Q3 Planning as #urgent',
    'Apply the label: urgent to the Q3 Planning page',
    'Give the Q3 Planning page the label urgent',
    'The Q3 Planning page needs the label urgent',
    'Attach the label URGENT to the page titled Q3 Planning!',
    'Set the label urgent for the Q3 Planning document',
  ])('%s', (text) => {
    expect(understand(text)).toMatchObject({ intent: 'add-labels', slots: { page: Q3, labels: ['urgent'] } });
  });

  test('several labels, a space, and what is missing', () => {
    expect(
      understand('add the labels urgent, finance and “needs review” to Q3 Planning')?.slots.labels,
    ).toEqual(['urgent', 'finance', 'needs-review']);
    expect(
      understand('Put the urgent label on the Q3 Planning page in the Marketing space')?.slots,
    ).toMatchObject({
      page: Q3,
      space: 'Marketing',
      labels: ['urgent'],
    });
    expect(understand('Add a label to the Q3 Planning page')?.slots.labels).toBeUndefined();
    expect(understand('Add the label urgent')?.slots.page).toBeUndefined();
    expect(understand('add the label urgent to it')?.slots.page).toEqual({ by: 'pronoun' });
    expect(
      understand('add label urgent to https://acme.atlassian.net/wiki/spaces/MKT/pages/98765/Q3+Planning')
        ?.slots.page,
    ).toEqual({ by: 'id', id: '98765' });
  });
});

describe('every wording of publishing the meeting summary is a blog post', () => {
  test.each([
    ['Publish a meeting summary as a blog post', {}],
    ['Publish the team meeting summary as a blog post', {}],
    ['publish the team meeting summary as a blog post.', {}],
    ['Please publish our meeting summary as a blogpost', {}],
    ['Can you post the team meeting summary as a blog post?', {}],
    ['Share the meeting summary as a blog post', {}],
    ['Turn the meeting summary into a blog post', {}],
    ['Create a blog post with the team meeting summary', {}],
    ['Write a blog post about the team meeting', {}],
    ['Make a new blog post from the meeting summary page', {}],
    ['Blog the team meeting summary', {}],
    ['Publish the team meeting summary as a blog post in the Marketing space', { space: 'Marketing' }],
    ['Publish the team meeting summary as a blog post in Marketing', { space: 'Marketing' }],
    ['In the Marketing space, please publish a meeting summary as a blog post', { space: 'Marketing' }],
    [
      'Publish a meeting summary as a blog post in Marketing titled "Week 40"',
      { space: 'Marketing', title: 'Week 40' },
    ],
    [
      'Publish a meeting summary as a blog post titled Week 40 in the Marketing space',
      { space: 'Marketing', title: 'Week 40' },
    ],
    [
      'Publish the meeting summary as a blog post called ‘Week 40’ in marketing',
      { space: 'marketing', title: 'Week 40' },
    ],
    ['Publish a meeting summary as a blog post: We ship on Friday.', { text: 'We ship on Friday.' }],
    [
      'Can you post the summary of our team meeting as a blog in Engineering? We picked Postgres, Bob leaves in May.',
      { space: 'Engineering', text: 'We picked Postgres, Bob leaves in May.' },
    ],
    [
      'Publish the team meeting summary as a blog post in Marketing. Thanks!',
      { space: 'Marketing', text: undefined },
    ],
    [
      'Publish this meeting summary as a blog post in HR:\n- We ship on Friday\n- Ada writes',
      { space: 'HR', text: '- We ship on Friday\n- Ada writes' },
    ],
    [
      'Publish the meeting summary as a blog post in HR: "We ship on Friday."',
      { space: 'HR', text: 'We ship on Friday.' },
    ],
    [
      "Write a blog post titled 'Week 40' in Marketing saying 'We did it.'",
      { title: 'Week 40', space: 'Marketing', text: 'We did it.' },
    ],
    [
      'Publish the page "Weekly sync" as a blog post',
      { page: { by: 'title', title: 'Weekly sync', type: 'page' } },
    ],
  ])('%s', (text, slots) => {
    const read = understand(text);
    expect(read?.intent).toBe('publish-post');
    expect(read?.slots).toMatchObject(slots);
  });
});

describe('the other requests', () => {
  test.each([
    ['What do we know about remote work?', 'search', { topic: 'remote work' }],
    ['what do we know about “remote work”?', 'search', { topic: 'remote work' }],
    ['Find pages about onboarding and summarise them', 'search', { topic: 'onboarding' }],
    ['find pages about "expense policy" in the HR space', 'search', { topic: 'expense policy', space: 'HR' }],
    ['Search Confluence for travel costs', 'search', { topic: 'travel costs' }],
    ['Is there anything about parental leave?', 'search', { topic: 'parental leave' }],
    ['Find pages labelled urgent', 'search', { labels: ['urgent'] }],
    ['List the spaces', 'list-spaces', {}],
    ['Which spaces do we have?', 'list-spaces', {}],
    ['what pages are in HR?', 'list-pages', { space: 'HR' }],
    ['List all pages in the Marketing space', 'list-pages', { space: 'Marketing' }],
    ['Which pages does the HR space have?', 'list-pages', { space: 'HR' }],
    ['recent pages', 'recent-pages', {}],
    ['What changed recently in Marketing?', 'recent-pages', { space: 'Marketing' }],
    ['Open the Q3 Planning page', 'show-page', { page: Q3 }],
    ['Summarise the page ‘Q3 Planning’', 'show-page', { page: Q3 }],
    ['What does the Q3 Planning page say?', 'show-page', { page: Q3 }],
    [
      "Comment on the Q3 Planning page: 'Numbers are final.'",
      'comment',
      { page: Q3, text: 'Numbers are final.' },
    ],
    ['Comment on Q3 Planning saying Numbers are final.', 'comment', { page: Q3, text: 'Numbers are final.' }],
    ['Leave the comment “It’s done” on the Q3 Planning page', 'comment', { page: Q3, text: 'It’s done' }],
    ['Add a comment to the Q3 Planning page: Final: 42%', 'comment', { page: Q3, text: 'Final: 42%' }],
    [
      'Update the Q3 Planning page: add a section Risks saying The budget may slip.',
      'append',
      { page: Q3, heading: 'Risks', text: 'The budget may slip.' },
    ],
    [
      'Add a section "Risks" to the Q3 Planning page: It may slip.',
      'append',
      { page: Q3, heading: 'Risks', text: 'It may slip.' },
    ],
    ["Append 'X is done' to page Q3 Planning", 'append', { page: Q3, text: 'X is done' }],
    ['Update the Q3 Planning page', 'append', { page: Q3 }],
    ['Rename page Q3 Planning to Q4 Planning', 'rename', { page: Q3, title: 'Q4 Planning' }],
    ['Rename the Q3 Planning page to “Q3 (final)”', 'rename', { page: Q3, title: 'Q3 (final)' }],
  ])('%s', (text, intent, slots) => {
    expect(understand(text)).toMatchObject({ intent, slots });
  });

  test.each(['Delete the Q3 Planning page', 'Create a space called Foo', 'Marketing', ''])(
    '"%s" is no request it knows',
    (text) => {
      expect(understand(text)).toBeNull();
    },
  );
});

test('long input of any kind is read in well under a second', () => {
  const started = performance.now();
  for (const piece of ['add the label ', 'in the ', '"', "'", ': ', 'page ', 'and a, ', '– '])
    for (const verb of ['create a page ', 'add ', 'publish as a blog ', 'find ', ''])
      understand(verb + piece.repeat(4000));
  expect(performance.now() - started).toBeLessThan(4000);
});
