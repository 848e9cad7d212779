export type Nick = 'admin' | 'ada' | 'grace' | 'alan';

export type Person = {
  nick: Nick;
  accountId: string;
  displayName: string;
  email: string;
  timeZone: string;
  administrator: boolean;
};

/** Everyone who has an account on the seeded site. Their Basic password is `token`. */
export const people: readonly Person[] = [
  {
    nick: 'admin',
    accountId: '557058:0a51f2c4-6d0e-4b7a-9c58-11d2f7a3e900',
    displayName: 'Site Administrator',
    email: 'admin@example.com',
    timeZone: 'Europe/London',
    administrator: true,
  },
  {
    nick: 'ada',
    accountId: '557058:1d84c7b2-93f6-4e0b-8a2d-5c6e90b4f101',
    displayName: 'Ada Lovelace',
    email: 'ada@example.com',
    timeZone: 'Europe/London',
    administrator: false,
  },
  {
    nick: 'grace',
    accountId: '557058:2c60e9d8-47a1-4d35-b3f7-8e0a12c5d202',
    displayName: 'Grace Hopper',
    email: 'grace@example.com',
    timeZone: 'America/New_York',
    administrator: false,
  },
  {
    nick: 'alan',
    accountId: '557058:3f97ab10-2be5-4c89-a6d4-70f3b8e1c303',
    displayName: 'Alan Turing',
    email: 'alan@example.com',
    timeZone: 'Europe/London',
    administrator: false,
  },
];

export function personByAccountId(accountId: string): Person | undefined {
  return people.find((person) => person.accountId === accountId);
}

export function personByNick(nick: string): Person | undefined {
  return people.find((person) => person.nick === nick);
}
