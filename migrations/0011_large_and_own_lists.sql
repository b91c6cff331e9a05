CREATE TABLE `large_entities` (
	`id` integer PRIMARY KEY NOT NULL,
	`entity_hash` text NOT NULL,
	`entity` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `large_keys` (
	`key` integer NOT NULL,
	`entity_id` integer NOT NULL,
	PRIMARY KEY(`key`, `entity_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `list_loads` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`list_id` text NOT NULL,
	`sha256` text NOT NULL,
	`matcher` text NOT NULL,
	`done` integer NOT NULL,
	`changed` integer NOT NULL,
	`published_at` integer,
	`state` text NOT NULL,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `list_loads_list` ON `list_loads` (`list_id`);--> statement-breakpoint
CREATE TABLE `tenant_lists` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`sha256` text NOT NULL,
	`entries` integer NOT NULL,
	`version` integer NOT NULL,
	`object` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
ALTER TABLE `list_versions` ADD `load_number` integer;