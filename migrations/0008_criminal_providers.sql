CREATE TABLE `criminal_providers` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`enabled` integer NOT NULL,
	`sources` text NOT NULL,
	`config` text NOT NULL,
	`version` integer NOT NULL,
	`failures` integer NOT NULL,
	`open_until` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `provider_queries` (
	`tenant_id` text NOT NULL,
	`check_id` text NOT NULL,
	`source_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`livemode` integer NOT NULL,
	`state` text NOT NULL,
	`token_hash` text NOT NULL,
	`asked` text NOT NULL,
	`polls` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `check_id`, `source_id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_queries_token` ON `provider_queries` (`token_hash`);--> statement-breakpoint
CREATE INDEX `provider_queries_due` ON `provider_queries` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `provider_queries_subject` ON `provider_queries` (`tenant_id`,`subject_id`);