import type { CallStatus } from '@/lib/domain/tool-call';

export const STATUS_WORDS: Record<CallStatus, string> = {
  waiting: 'Waiting',
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Unknown',
  denied: 'Denied',
};
