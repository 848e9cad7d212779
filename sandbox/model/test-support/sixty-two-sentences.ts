/** What a call must hold: objects partly, `{ contains }` a piece of a text. */
export type Expected = Record<string, unknown>;

/**
 * One sentence for each tool, as a person would say it, and the arguments it must lead to. `$name` stands for the id of
 * that page, post or space, looked up by the test. Sentences run in this order against one site.
 */
export const SIXTY_TWO: readonly (readonly [sentence: string, tool: string, given: Expected])[] = [
  [
    'Please tag the page "Brand voice" with tone-of-voice and style',
    'ADD_CONTENT_LABEL',
    { id: '$Brand voice', labels: [{ name: 'tone-of-voice' }, { name: 'style' }] },
  ],
  ['What do we know about remote work?', 'CQL_SEARCH', { cql: { contains: 'remote work' } }],
  [
    'Write a blog post called "Trail season" in the Marketing space: We open on Monday.',
    'CREATE_BLOGPOST',
    {
      spaceId: '$space:MKT',
      title: 'Trail season',
      status: 'current',
      body: { value: '<p>We open on Monday.</p>' },
    },
  ],
  [
    'Store the property "audience" with the value "customers" on the blog post "Autumn Trails is live"',
    'CREATE_BLOGPOST_PROPERTY',
    { id: '$Autumn Trails is live', key: 'audience' },
  ],
  [
    'Add a property called theme with value dark to whiteboard 99001',
    'CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD',
    { whiteboard_id: '99001', key: 'theme' },
  ],
  [
    'Leave a comment on the Brand voice page saying "Lovely, thank you."',
    'CREATE_FOOTER_COMMENT',
    { pageId: '$Brand voice', body: { value: '<p>Lovely, thank you.</p>', representation: 'storage' } },
  ],
  [
    'Create a page called "Venue list" in Marketing under the Campaigns page',
    'CREATE_PAGE',
    { spaceId: '$space:MKT', title: 'Venue list', parentId: '$Campaigns' },
  ],
  [
    'Set a new property "review-status" to "approved" on the Press kit page',
    'CREATE_PAGE_PROPERTY',
    { page_id: '$Press kit', key: 'review-status', value: 'approved' },
  ],
  [
    'Make me a private space called "Scratch pad" with the key SCRATCH',
    'CREATE_PRIVATE_SPACE',
    { key: 'SCRATCH', name: 'Scratch pad' },
  ],
  ['Create a space named "Data Team" with key DATA', 'CREATE_SPACE', { key: 'DATA', name: 'Data Team' }],
  [
    'Add the property "owner" with the value "ada" to the Engineering space',
    'CREATE_SPACE_PROPERTY',
    { spaceId: '$space:ENG', key: 'owner' },
  ],
  [
    'Create a whiteboard called "Launch ideas" in the Marketing space',
    'CREATE_WHITEBOARD',
    { spaceId: '$space:MKT', title: 'Launch ideas' },
  ],
  [
    'What properties does the blog post "Autumn Trails is live" have?',
    'GET_CONTENT_PROPERTIES_FOR_BLOG_POST',
    { blogpost_id: '$Autumn Trails is live' },
  ],
  [
    'Change the property "audience" of the blog post "Autumn Trails is live" to "press"',
    'UPDATE_BLOGPOST_PROPERTY',
    { id: '$Autumn Trails is live', propertyKey: 'audience' },
  ],
  [
    'Remove the property "audience" from the blog post "Autumn Trails is live"',
    'DELETE_BLOGPOST_PROPERTY',
    { id: '$Autumn Trails is live', propertyKey: 'audience' },
  ],
  ['List the properties of the Press kit page', 'GET_CONTENT_PROPERTIES_FOR_PAGE', { page_id: '$Press kit' }],
  [
    'Update the property "review-status" of the Press kit page to {"state": "rejected"}',
    'UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
    { pageId: '$Press kit', propertyId: '$property:review-status', value: { state: 'rejected' } },
  ],
  [
    'Delete the "review-status" property of the Press kit page',
    'DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
    { pageId: '$Press kit', propertyId: '$property:review-status' },
  ],
  [
    'Change property 77001 of whiteboard 99001 to "light"',
    'UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID',
    { whiteboardId: '99001', propertyId: '77001' },
  ],
  [
    'Delete property 77001 from whiteboard 99001',
    'DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID',
    { whiteboardId: '99001', propertyId: '77001' },
  ],
  ['Show the properties of the Engineering space', 'GET_SPACE_PROPERTIES', { id: '$space:ENG' }],
  [
    'Change the property "owner" of the Engineering space to "grace"',
    'UPDATE_SPACE_PROPERTY',
    { spaceKey: 'ENG', propertyKey: 'owner' },
  ],
  [
    'Remove the property owner from the Engineering space',
    'DELETE_SPACE_PROPERTY',
    { spaceIdOrKey: '$space:ENG', propertyKey: 'owner' },
  ],
  ['What files are attached to the Press kit page?', 'GET_ATTACHMENTS', { pageId: '$Press kit' }],
  [
    'Download attachment att4711 from the Press kit page',
    'DOWNLOAD_ATTACHMENT',
    { pageId: '$Press kit', attachmentId: 'att4711' },
  ],
  ['Which labels does attachment att4711 have?', 'GET_ATTACHMENT_LABELS', { id: 'att4711' }],
  ['Show me the audit log since 2026-11-01', 'GET_AUDIT_LOGS', { from_: { contains: '2026-11-01' } }],
  [
    'Open the blog post "What Spring Steps taught us"',
    'GET_BLOGPOST_BY_ID',
    { id: '$What Spring Steps taught us' },
  ],
  [
    'What labels are on the blog post "Autumn Trails is live"?',
    'GET_BLOGPOST_LABELS',
    { id: '$Autumn Trails is live' },
  ],
  [
    'How many likes does the blog post "Wayfarer 5.3 is out" have?',
    'GET_BLOGPOST_LIKE_COUNT',
    { id: '$Wayfarer 5.3 is out' },
  ],
  [
    'Which operations am I allowed to do on the blog post "Wayfarer 5.3 is out"?',
    'GET_BLOGPOST_OPERATIONS',
    { id: '$Wayfarer 5.3 is out' },
  ],
  ['Show me the last 5 blog posts', 'GET_BLOG_POSTS', { limit: 5 }],
  ['Which blog posts have the label campaign?', 'GET_BLOG_POSTS_FOR_LABEL', { id: '$label:campaign' }],
  [
    'Show version 1 of the blog post "Wayfarer 5.3 is out"',
    'GET_BLOGPOST_VERSION_DETAILS',
    { blogpostId: '$Wayfarer 5.3 is out', versionNumber: 1 },
  ],
  [
    'List all versions of the blog post "Wayfarer 5.3 is out"',
    'GET_BLOGPOST_VERSIONS',
    { blogpostId: '$Wayfarer 5.3 is out' },
  ],
  ['Which pages are below the Runbooks page?', 'GET_CHILD_PAGES', { id: '$Runbooks' }],
  [
    'Who can see and edit the Benefits at a glance page?',
    'GET_CONTENT_RESTRICTIONS',
    { id: '$Benefits at a glance' },
  ],
  ['Who am I logged in as?', 'GET_CURRENT_USER', {}],
  [
    'Show the inline comments on the blog post "Autumn Trails is live"',
    'GET_INLINE_COMMENTS_FOR_BLOG_POST',
    { id: '$Autumn Trails is live' },
  ],
  ['List all labels', 'GET_LABELS', {}],
  ['Which labels does the Q3 Planning page have?', 'GET_LABELS_FOR_PAGE', { id: '$Q3 Planning' }],
  ['What labels does the Marketing space have?', 'GET_LABELS_FOR_SPACE', { id: '$space:MKT' }],
  [
    'Which labels are used on the content of the HR space?',
    'GET_LABELS_FOR_SPACE_CONTENT',
    { id: '$space:HR' },
  ],
  [
    'What are the parent pages of "Runbook: tile cache is cold"?',
    'GET_PAGE_ANCESTORS',
    { id: '$Runbook: tile cache is cold' },
  ],
  ['Open the Q3 Planning page', 'GET_PAGE_BY_ID', { id: '$Q3 Planning' }],
  ['Read me the comments on the Q3 Planning page', 'GET_PAGE_FOOTER_COMMENTS', { id: '$Q3 Planning' }],
  ['Are there inline comments on the Q3 Planning page?', 'GET_PAGE_INLINE_COMMENTS', { id: '$Q3 Planning' }],
  [
    'How many people liked the Remote work policy page?',
    'GET_PAGE_LIKE_COUNT',
    { id: '$Remote work policy' },
  ],
  ['List the first 10 pages of the Marketing space', 'GET_PAGES', { spaceId: '$space:MKT', limit: 10 }],
  ['Show the version history of the Q3 Planning page', 'GET_PAGE_VERSIONS', { id: '$Q3 Planning' }],
  ['Show me the details of the Engineering space', 'GET_SPACE_BY_ID', { id: '$space:ENG' }],
  ['List the contents of the HR space', 'GET_SPACE_CONTENTS', { spaceKey: 'HR' }],
  ['Which spaces are there?', 'GET_SPACES', {}],
  [
    'Which tasks on the Q3 Planning page are still open?',
    'GET_TASKS',
    { status: 'incomplete', page_id: ['$Q3 Planning'] },
  ],
  ['Show me the anonymous user', 'GET_USER_ANONYMOUS', {}],
  ['Find the pages with "Planning" in their title', 'SEARCH_CONTENT', { query: 'Planning' }],
  ['Find the user Grace Hopper', 'SEARCH_USERS', { cql: { contains: 'Grace Hopper' } }],
  ['Mark task 1234 as done', 'UPDATE_TASK', { id: '1234', status: 'complete' }],
  [
    'Add a section Risks to the Q3 Planning page saying "Hiring is late."',
    'UPDATE_PAGE',
    {
      id: '$Q3 Planning',
      title: 'Q3 Planning',
      body: { storage: { value: { contains: '<h2>Risks</h2><p>Hiring is late.</p>' } } },
    },
  ],
  [
    'Rename the blog post "Autumn Trails is live" to "Autumn Trails are live"',
    'UPDATE_BLOGPOST',
    { id: '$Autumn Trails is live', title: 'Autumn Trails are live' },
  ],
  ['Please delete the page "Words we use"', 'DELETE_PAGE', { id: '$Words we use' }],
  ['Delete the Engineering space', 'DELETE_SPACE', { space_key: 'ENG' }],
];
