import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Account, getAccount, listAccounts } from '../accounts/account-store.ts';
import { openSite } from '../accounts/site-access.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { commaList, listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { describeIssues, readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { TOOLKIT_VERSION } from '../toolkit/catalogue.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { describeTrigger } from './describe-trigger.ts';
import { matchingIds } from './read-payload.ts';
import { createSiteReader } from './site-reader.ts';
import { changeTrigger, deleteTrigger, getTrigger, listTriggers, upsertTrigger } from './trigger-store.ts';
import { findTriggerType, TRIGGER_TYPES, type TriggerType } from './trigger-types.ts';

const SLUG = 'TriggerInstance_BadRequest';
const config = z.record(z.string(), z.unknown()).optional();

const upsertSchema = z.object({
  connected_account_id: z.string().optional(),
  connectedAuthId: z.string().optional(),
  user_id: z.string().optional(),
  trigger_config: config,
  triggerConfig: config,
});

function describeType({ slug, name, description, config: settings, payload }: TriggerType) {
  return {
    slug,
    name,
    description,
    instructions: `${description} The sandbox tells it at once; the service looks every 15 minutes at the earliest.`,
    type: 'poll',
    version: TOOLKIT_VERSION,
    config: settings,
    payload,
    toolkit: { slug: CONFLUENCE.slug, name: CONFLUENCE.name, logo: CONFLUENCE.logo },
    requires_webhook_endpoint_setup: false,
  };
}

/** Checks a config against its schema. Null counts as absent, and ids may come as numbers. */
function checkedConfig(type: TriggerType, given: Record<string, unknown>): Record<string, unknown> {
  const clean = Object.entries(given)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]);
  const parsed = z.fromJSONSchema(type.config).safeParse(Object.fromEntries(clean));
  if (!parsed.success) throw new ComposioError(400, SLUG, `trigger_config: ${describeIssues(parsed.error)}`);
  return z.record(z.string(), z.unknown()).parse(parsed.data);
}

/** Trigger types, and the instances a project has set up. */
export function createTriggers(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  function typeOf(c: Context<ProjectEnv>): TriggerType {
    const slug = c.req.param('slug') ?? '';
    const type = findTriggerType(slug);
    // The service answers 400 for it, not 404.
    if (type === undefined)
      throw new ComposioError(400, 'TriggerType_NotFound', `Trigger type ${slug} not found.`);
    return type;
  }
  const find = (c: Context<ProjectEnv>) => getTrigger(db, c.get('project'), c.req.param('id') ?? '');

  function accountFor(c: Context<ProjectEnv>, id: string | undefined, userId: string | undefined): Account {
    const project = c.get('project');
    const account =
      id === undefined
        ? listAccounts(context, project, userId ?? '').find(({ status }) => status === 'ACTIVE')
        : getAccount(context, project, id);
    if (account === undefined) {
      const message = `No connected account found for user ${userId ?? ''} for toolkit ${CONFLUENCE.slug}`;
      throw new ComposioError(400, 'ActionExecute_ConnectedAccountNotFound', message);
    }
    if (userId !== undefined && account.user_id !== userId) {
      throw new ComposioError(
        400,
        SLUG,
        `Connected account ${account.id} does not belong to user ${userId}.`,
      );
    }
    if (account.status !== 'ACTIVE') {
      throw new ComposioError(400, SLUG, `Connected account ${account.id} is ${account.status}, not ACTIVE.`);
    }
    return account;
  }

  app.get('/triggers_types', (c) => {
    const toolkits = commaList(c.req.query('toolkit_slugs'))?.map((slug) => slug.toLowerCase());
    const shown = toolkits === undefined || toolkits.includes(CONFLUENCE.slug) ? TRIGGER_TYPES : [];
    return c.json(listPage(shown.map(describeType), c.req.query()));
  });
  app.get('/triggers_types/list/enum', (c) => c.json(TRIGGER_TYPES.map(({ slug }) => slug)));
  app.get('/triggers_types/:slug', (c) => c.json(describeType(typeOf(c))));

  app.post('/trigger_instances/:slug/upsert', async (c) => {
    const type = typeOf(c);
    const body = await readBody(c, upsertSchema, SLUG);
    const settings = checkedConfig(type, body.trigger_config ?? body.triggerConfig ?? {});
    const account = accountFor(c, body.connected_account_id ?? body.connectedAuthId, body.user_id);
    const origin = requestOrigin(c);
    const site = settings.cql === undefined ? undefined : await openSite(context, account, origin);
    const trigger = upsertTrigger(context, {
      project: account.project,
      user_id: account.user_id,
      slug: type.slug,
      account_id: account.id,
      config: settings,
      state: site === undefined ? {} : { matched: await matchingIds(createSiteReader(site), settings.cql) },
      origin,
    });
    return c.json({ trigger_id: trigger.id });
  });

  app.get('/trigger_instances/active', (c) => {
    const query = c.req.query();
    const wanted = (snake: string, camel: string) => commaList(query[snake] ?? query[camel]);
    const accountOf = new Map(
      listAccounts(context, c.get('project')).map((account) => [account.id, account]),
    );
    const names = wanted('trigger_names', 'triggerNames')?.map((name) => name.toUpperCase());
    const ids = wanted('trigger_ids', 'triggerIds');
    const accounts = wanted('connected_account_ids', 'connectedAccountIds');
    const configs = wanted('auth_config_ids', 'authConfigIds');
    const users = wanted('user_ids', 'userIds');
    const disabled = (query.show_disabled ?? query.showDisabled) === 'true';
    const triggers = listTriggers(db, c.get('project')).filter(
      (trigger) =>
        (disabled || trigger.disabled_at === null) &&
        (names === undefined || names.includes(trigger.slug)) &&
        (ids === undefined || ids.includes(trigger.id)) &&
        (accounts === undefined || accounts.includes(trigger.account_id)) &&
        (configs === undefined ||
          configs.includes(accountOf.get(trigger.account_id)?.auth_config_id ?? '')) &&
        (users === undefined || users.includes(trigger.user_id)),
    );
    return c.json(
      listPage(
        triggers.map((trigger) => describeTrigger(context, trigger)),
        query,
      ),
    );
  });

  app.patch('/trigger_instances/manage/:id', async (c) => {
    const trigger = find(c);
    const { status } = await readBody(c, z.object({ status: z.enum(['enable', 'disable']) }), SLUG);
    const disabled_at = status === 'enable' ? null : (trigger.disabled_at ?? context.now().toISOString());
    changeTrigger(context, trigger, { disabled_at });
    return c.json({ status: 'success' });
  });

  app.delete('/trigger_instances/manage/:id', (c) => {
    const trigger = find(c);
    deleteTrigger(db, trigger);
    return c.json({ trigger_id: trigger.id });
  });

  return app;
}
