/** What the empty screen teaches by: one prompt for each of the things people come for. */
export const EXAMPLE_PROMPTS = [
  {
    title: 'Create a page',
    text: 'Create a project documentation page called "Project Phoenix – Documentation" in the Marketing space.',
  },
  { title: 'Label a page', text: 'Add the label "urgent" to the page "Q3 Planning".' },
  {
    title: 'Publish a blog post',
    text: 'Publish a summary of the team meeting as a blog post in the Engineering space: we agreed on the release date, Grace takes over testing, and the next meeting is on Monday.',
  },
];
