CREATE UNLOGGED TABLE "turn_tails" (
	"turn_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"entries" json NOT NULL
);
--> statement-breakpoint
ALTER TABLE "turn_events" DROP CONSTRAINT "turn_events_turn_id_turns_id_fk";
--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "waits" boolean DEFAULT false NOT NULL;