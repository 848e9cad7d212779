type Known = { spec: 'v1' | 'v2'; call: RegExp; fault: RegExp; reason: string };

/** Where Atlassian's documents are at odds with what live sites answer. The site wins. Each must still be met. */
export const knownSpecErrors: readonly Known[] = [
  {
    spec: 'v2',
    call: /pages|whiteboards|folders/,
    fault: /\/(parentId|parentType) .*got null$/,
    reason: 'What has no parent says null; live sites were seen to.',
  },
  {
    spec: 'v2',
    call: /folders/,
    fault: /^\/createdAt must be string$/,
    reason: 'A folder says when it was made in milliseconds; live sites were seen to.',
  },
  {
    spec: 'v2',
    call: /./,
    fault:
      /\/(icon|prevVersion|nextVersion|dueAt|completedAt|completedBy|assignedTo|personalSpaceId) must be \w+, got null$/,
    reason: 'Live sites name what is not there and say null; the document forgets to allow it.',
  },
  {
    spec: 'v2',
    call: /^(POST|PUT) .*comments/,
    fault: /^body \/body must match exactly one schema in oneOf$/,
    reason: 'Both spellings of a body allow everything, so that each body is both.',
  },
];
