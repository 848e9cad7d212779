/** People who may sign in with one click while Composio is the sandbox. */
export const DEMO_USERS = [
  { user: 'ada', name: 'Ada Lovelace' },
  { user: 'grace', name: 'Grace Hopper' },
  { user: 'alan', name: 'Alan Turing' },
] as const;
