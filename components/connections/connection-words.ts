import type { Connection, ConnectionStatus } from '@/lib/domain/connection';
import type { BadgeTone } from '../ui/badge';

const WORDS: Record<ConnectionStatus, { word: string; tone: BadgeTone; meaning: string | null }> = {
  ACTIVE: { word: 'Connected', tone: 'done', meaning: null },
  INITIALIZING: { word: 'Being set up', tone: 'accent', meaning: 'Its consent was not finished yet.' },
  INITIATED: { word: 'Waiting for consent', tone: 'accent', meaning: 'Its consent was not finished yet.' },
  EXPIRED: {
    word: 'Needs reconnecting',
    tone: 'write',
    meaning: 'The permission ran out. Connect again to go on.',
  },
  INACTIVE: { word: 'Switched off', tone: 'neutral', meaning: 'It is kept, but not used.' },
  REVOKED: {
    word: 'Permission withdrawn',
    tone: 'danger',
    meaning: 'The permission was taken back. Connect again to go on.',
  },
  FAILED: { word: 'Failed', tone: 'danger', meaning: 'It could not be set up. Connect again to go on.' },
};

/** A connection's state in words, and what it means for the person where that is not plain. */
export function connectionWords(connection: Connection): {
  word: string;
  tone: BadgeTone;
  meaning: string | null;
} {
  const words = WORDS[connection.status];
  return { ...words, meaning: connection.statusReason ?? words.meaning };
}
