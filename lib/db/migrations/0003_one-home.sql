-- Makes room. Existing rows are moved by lib/db/upgrades/one-home.ts, which ends with what can only be done after that.
ALTER TABLE "approvals" ALTER COLUMN "change_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ALTER COLUMN "digest" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ALTER COLUMN "expires_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "reasons" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "may_remember" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "tool_calls" ALTER COLUMN "kind" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_calls" ALTER COLUMN "status" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD COLUMN "provider_metadata" json;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD COLUMN "result_size" integer GENERATED ALWAYS AS (octet_length("result"::text)) STORED;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "result_size" integer GENERATED ALWAYS AS (octet_length("result"::text)) STORED;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "summary" json;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "preview" json;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "edited" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "turn_events" ADD COLUMN "entries" json;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "cause" text;--> statement-breakpoint
CREATE INDEX "undos_by_action" ON "actions" USING btree ("undoes") WHERE undoes is not null;--> statement-breakpoint
CREATE INDEX "actions_at_work" ON "actions" USING btree ("status") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "approvals_by_action" ON "approvals" USING btree ("action_id");--> statement-breakpoint
CREATE INDEX "messages_by_turn" ON "messages" USING btree ("turn_id");--> statement-breakpoint
CREATE TABLE "bodies" (
	"conversation_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "bodies_conversation_id_hash_pk" PRIMARY KEY("conversation_id","hash")
);
--> statement-breakpoint
ALTER TABLE "bodies" ADD CONSTRAINT "bodies_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;
