import type { CallChanged } from '@/lib/ledger/transitions';

/** What is told while actions are worked on: a call stands differently now, or an app turned out not to be connected. */
export type WorkEvent = ({ type: 'call' } & CallChanged) | { type: 'not-connected'; toolkit: string };
