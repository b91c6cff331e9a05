CREATE TABLE `match_decisions` (
	`tenant_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`entity_id` text NOT NULL,
	`entity_hash` text NOT NULL,
	`list_id` text NOT NULL,
	`check_id` text NOT NULL,
	`decision` text NOT NULL,
	`note` text,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `subject_id`, `entity_id`, `entity_hash`)
);
--> statement-breakpoint
ALTER TABLE `background_checks` ADD `reviews` integer DEFAULT 0 NOT NULL;