ALTER TABLE "actions" ALTER COLUMN "result_size" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "tool_calls" ALTER COLUMN "result_size" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "result_bodies" text[];--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "result_beginning" text;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD COLUMN "result_bodies" text[];--> statement-breakpoint
ALTER TABLE "tool_calls" ADD COLUMN "result_beginning" text;