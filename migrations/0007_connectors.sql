CREATE TABLE `connector_links` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`connector_id` text NOT NULL,
	`state` text NOT NULL,
	`matched_by` text,
	`sealed` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`, `connector_id`)
);
--> statement-breakpoint
CREATE INDEX `connector_links_connector` ON `connector_links` (`tenant_id`,`connector_id`);--> statement-breakpoint
CREATE TABLE `connector_writes` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`connector_id` text NOT NULL,
	`status` text NOT NULL,
	`sequence` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`last_error` text,
	`created_at` integer NOT NULL,
	`written_at` integer,
	PRIMARY KEY(`tenant_id`, `user_id`, `connector_id`)
);
--> statement-breakpoint
CREATE INDEX `connector_writes_connector` ON `connector_writes` (`tenant_id`,`connector_id`,`state`);--> statement-breakpoint
CREATE INDEX `connector_writes_due` ON `connector_writes` (`state`,`next_at`);--> statement-breakpoint
CREATE TABLE `connectors` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`settings` text NOT NULL,
	`writes_back` integer NOT NULL,
	`secrets` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
