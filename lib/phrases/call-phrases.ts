import { definePhrases } from '../domain/phrase.ts';
import { nameOfToolkit } from '../toolkits/toolkits.ts';

/** Why a call did not run, how one ended that nobody heard of, and what a look for its effect found. */
export const { book: callBook, phrase: callPhrase } = definePhrases('call', {
  stoppedBefore: () => 'Stopped before it ran.',
  notRecorded: () => 'This step could not be recorded, so it was not run.',
  noSuchTool: ({ tool }: { tool: string }) => `There is no tool ${tool}.`,
  readsFirst: ({ tool, reason }: { tool: string; reason: string }) =>
    `${tool} reads the page first, without asking anybody, and the rules do not let it. ${reason}`,
  unreadPage: () => 'The page could not be read.',
  waitsAlready: () =>
    'Exactly this waits for the person’s decision already. It was not asked again: tell the person what waits.',
  mayHaveRun: () =>
    'Exactly this was sent before, and nobody knows yet whether it happened. Look before repeating it.',

  noAnswer: ({ reason }: { reason: string }) =>
    `No answer came (${reason}). It may have run: look before repeating it.`,
  stepWithoutAnswer: ({ reason }: { reason: string }) => `No answer came (${reason}). It may have run.`,
  sessionUnknown: () => 'the session is unknown',
  noAnswerFor: ({ seconds }: { seconds: number }) => `no answer for ${seconds} s`,
  noDataFor: ({ seconds }: { seconds: number }) => `no data for ${seconds} s`,
  notRunByComposio: ({ reason }: { reason: string }) => `Composio did not run it: ${reason}.`,
  failedWithoutReason: () => 'The tool failed and gave no reason.',
  failed: () => 'The tool failed.',
  composioAnswered: ({ status }: { status: number }) => `Composio answered ${status}.`,
  composioUnreadable: ({ status }: { status: number }) =>
    `Composio answered ${status} with what cannot be read.`,
  appAnswered: ({ toolkit, status }: { toolkit: string; status: number }) =>
    `${nameOfToolkit(toolkit)} answered ${status}.`,

  readAgain: () => 'No answer came. Reading it again changes nothing.',
  cannotBeTold: ({ toolkit }: { toolkit: string }) =>
    `Its effect cannot be told apart. Look in ${nameOfToolkit(toolkit)}.`,
  couldNotAsk: ({ toolkit, reason }: { toolkit: string; reason: string }) =>
    `${nameOfToolkit(toolkit)} could not be asked: ${reason}`,
});
