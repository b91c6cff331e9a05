CREATE TABLE `list_refreshes` (
	`list_id` text PRIMARY KEY NOT NULL,
	`checked_at` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`validators` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `list_versions` (
	`list_id` text NOT NULL,
	`sha256` text NOT NULL,
	`version` text NOT NULL,
	`published_at` integer,
	`fetched_at` integer NOT NULL,
	`confirmed_at` integer,
	`entities` integer NOT NULL,
	`segments` text NOT NULL,
	`files` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`list_id`, `sha256`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `list_versions_serving` ON `list_versions` (`list_id`) WHERE status = 'serving';--> statement-breakpoint
CREATE TABLE `monitored_matches` (
	`tenant_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`entity_id` text NOT NULL,
	`entity_hash` text NOT NULL,
	`check_id` text NOT NULL,
	`state` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `subject_id`, `entity_id`)
);
--> statement-breakpoint
CREATE INDEX `monitored_matches_entity` ON `monitored_matches` (`entity_id`);--> statement-breakpoint
CREATE TABLE `monitored_subjects` (
	`tenant_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`user_id` text,
	`check_id` text NOT NULL,
	`subject` text NOT NULL,
	`livemode` integer NOT NULL,
	`sensitivity` text NOT NULL,
	`lists` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `subject_id`)
);
