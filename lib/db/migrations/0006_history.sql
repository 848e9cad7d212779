CREATE TABLE "call_words" (
	"call_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "user_id" uuid;
--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "position" bigint;
--> statement-breakpoint
ALTER TABLE "call_words" ADD CONSTRAINT "call_words_call_id_tool_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."tool_calls"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "call_words_by_user" ON "call_words" USING btree ("user_id","position");
--> statement-breakpoint
CREATE INDEX "call_words_by_word" ON "call_words" USING gin ("words") WITH (gin_pending_list_limit=256);
--> statement-breakpoint
CREATE INDEX "tool_calls_by_tool" ON "tool_calls" USING btree ("user_id","tool","position") WHERE length(tool) <= 200;
--> statement-breakpoint
CREATE INDEX "tool_calls_by_status" ON "tool_calls" USING btree ("user_id","status","position") WHERE status is not null;
--> statement-breakpoint
CREATE INDEX "tool_calls_by_kind" ON "tool_calls" USING btree ("user_id","kind","position") WHERE kind is not null;
--> statement-breakpoint
CREATE INDEX "approvals_by_change" ON "approvals" USING btree ("change_id");
--> statement-breakpoint
CREATE INDEX "grants_by_conversation" ON "grants" USING btree ("conversation_id");
--> statement-breakpoint
CREATE FUNCTION "take_place_of_call"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT "user_id", "position" INTO NEW."user_id", NEW."position" FROM "tool_calls" WHERE "id" = NEW."tool_call_id";
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "actions_take_place_of_call" BEFORE INSERT ON "actions" FOR EACH ROW EXECUTE FUNCTION "take_place_of_call"();
