import { z } from 'zod';
import type { EffectLookup, LostWrite } from '../../toolkit.ts';
import { cannotTell, didNotHappen, happened, lookUpId, lookUpWith } from '../defining/look-up.ts';
import { versionMark } from './sign-version.ts';

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
        if (!read.success) return cannotTell('Its versions could not be read.');
        const versions = read.data.results;
        if (versions.some(({ message }) => message?.includes(versionMark(write.id))))
          return happened(`Version ${number} carries the mark of this step.`);
        const newest = Math.max(0, ...versions.map((version) => version.number));
        return newest < number
          ? didNotHappen(`It is still at version ${newest}.`)
          : didNotHappen(`Version ${number} was made by something else.`);
      },
    });
  };
}
