import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';

const nobody = z.object({});
const userSchema = z.looseObject({});

/** The tools about the person behind the connection, and about nobody. */
export const userTools: Record<string, ToolExecutor> = {
  CONFLUENCE_GET_CURRENT_USER: defineTool(nobody, async (_args, rest) => {
    const user = userSchema.parse(
      await rest.get('/wiki/rest/api/user/current', { expand: ['personalSpace', 'isExternalCollaborator'] }),
    );
    return {
      accountId: user.accountId,
      accountType: user.accountType,
      displayName: user.displayName,
      publicName: user.publicName,
      email: user.email,
      isExternalCollaborator: user.isExternalCollaborator ?? null,
      personalSpace: user.personalSpace ?? null,
      profilePicture: user.profilePicture ?? null,
      timeZone: user.timeZone ?? null,
      locale: user.locale ?? null,
      _links: user._links ?? {},
    };
  }),

  CONFLUENCE_GET_USER_ANONYMOUS: defineTool(nobody, async (_args, rest) => {
    const user = userSchema.parse(await rest.get('/wiki/rest/api/user/anonymous'));
    return {
      type: user.type,
      displayName: user.displayName,
      profilePicture: user.profilePicture ?? null,
      _links: user._links ?? {},
      _expandable: user._expandable ?? null,
    };
  }),
};
