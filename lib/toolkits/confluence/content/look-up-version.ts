import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { EffectLookup, LostWrite } from '../../toolkit.ts';
import { cannotTell, didNotHappen, happened, lookUpId, lookUpWith } from '../defining/look-up.ts';
import { versionMark } from './sign-version.ts';

const { book, phrase } = definePhrases('confluence.content.look-up-version', {
  unread: () => 'Its versions could not be read.',
  marked: ({ version }: { version: number }) => `Version ${version} carries the mark of this step.`,
  stillAt: ({ version }: { version: number }) => `It is still at version ${version}.`,
  byOthers: ({ version }: { version: number }) => `Version ${version} was made by something else.`,
});

export { book as lookUpVersionBook };

const versioned = z.object({ id: lookUpId, version: z.object({ number: z.coerce.number() }) });

/** Whether a new version was made: by its mark. */
export function lookUpVersion(tool: string, idName: string) {
  return (write: LostWrite): EffectLookup | null => {
    const args = versioned.safeParse(write.arguments);
    if (!args.success) return null;
    const { number } = args.data.version;
    const version = z.object({ number: z.coerce.number(), message: z.string().nullish() });
    return lookUpWith({
      tool,
      arguments: { [idName]: args.data.id, limit: 50 },
      read(data) {
        const read = z.object({ results: z.array(version) }).safeParse(data);
        if (!read.success) return cannotTell(phrase.unread());
        const versions = read.data.results;
        if (versions.some(({ message }) => message?.includes(versionMark(write.id))))
          return happened(phrase.marked({ version: number }));
        const newest = Math.max(0, ...versions.map((version) => version.number));
        return newest < number
          ? didNotHappen(phrase.stillAt({ version: newest }))
          : didNotHappen(phrase.byOthers({ version: number }));
      },
    });
  };
}
