CREATE TABLE `import_errors` (
	`tenant_id` text NOT NULL,
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`field` text NOT NULL,
	`code` text NOT NULL,
	`bound` integer,
	`user_id` text,
	PRIMARY KEY(`tenant_id`, `import_id`, `row`, `at`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`state` text NOT NULL,
	`options` text NOT NULL,
	`created_by` text NOT NULL,
	`request_id` text NOT NULL,
	`locale` text NOT NULL,
	`bytes` integer NOT NULL,
	`rows_total` integer NOT NULL,
	`chunks` integer NOT NULL,
	`next_chunk` integer NOT NULL,
	`rows_read` integer NOT NULL,
	`created` integer NOT NULL,
	`failed` integer NOT NULL,
	`skipped` integer NOT NULL,
	`matched` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`failures` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer,
	`cleared_at` integer,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `imports_time` ON `imports` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `imports_open` ON `imports` (`cleared_at`,`lease_until`);