ALTER TABLE "actions" ADD COLUMN "note" json;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "rule" json;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD COLUMN "note" json;