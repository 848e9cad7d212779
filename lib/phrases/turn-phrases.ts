import { definePhrases } from '../domain/phrase.ts';

const KEPT = 'Nothing was lost.';

/** What went wrong in a turn, and what to do next. */
export const { book: turnBook, phrase: turnPhrase } = definePhrases('turn', {
  sendAgain: () => `${KEPT} Send your message again.`,
  sendAgainSoon: () => `${KEPT} Send your message again in a moment.`,
  tryAgainSoon: () => `${KEPT} Try again in a moment.`,
  waitAndSend: () => `${KEPT} Wait a minute, then send your message again.`,
  otherWords: () => `${KEPT} Try other words; if it stays, tell the administrator.`,
  tellAdministrator: () => 'Try again; if it stays, tell the administrator.',
  checkSettings: ({ variables }: { variables: string[] }) =>
    `The administrator should check ${variables.join(' and ')}.`,

  internal: () => 'Something went wrong while answering.',
  modelTimeout: () => 'The model stopped answering.',
  modelRefused: () => 'The model refused the key of this site.',
  modelUnknown: () => 'The model of this site does not exist.',
  modelBusy: () => 'The model has too much to do, or the quota of this site is used up.',
  modelUnavailable: () => 'The model cannot be reached at the moment.',
  modelError: ({ status }: { status: number }) => `The model did not accept the request (${status}).`,
  tooLong: () => 'This conversation has grown too long for the model.',
  beginNew: () => 'Begin a new conversation for what comes next.',
  composioRefused: ({ status }: { status: number }) => `Composio refused the request (${status}).`,
  composioUnavailable: () => 'Composio cannot be reached at the moment.',
  toolsUnreadable: () => 'The tools of Composio cannot be read at the moment.',

  outOfSteps: () => 'Tributary stopped here, after as many steps as one request may take.',
  goOn: () => 'Everything done so far is kept. Write “go on” to continue.',
  noAnswer: () => 'The model gave no answer.',
  stopped: () => 'Stopped. What was done and shown so far is kept.',
  interrupted: () => 'The server stopped in the middle of this answer.',
  continueFromThere: () =>
    'Everything shown and done so far is kept. Continue goes on from the last finished step.',
});
