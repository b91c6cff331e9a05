CREATE TABLE `brand_assets` (
	`tenant_id` text NOT NULL,
	`sha256` text NOT NULL,
	`extension` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`byte_length` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `sha256`)
);
--> statement-breakpoint
CREATE TABLE `brandings` (
	`tenant_id` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `contact_codes` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`channel` text NOT NULL,
	`contact_index` text NOT NULL,
	`mac` text NOT NULL,
	`tries` integer NOT NULL,
	`state` text NOT NULL,
	`message_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `contact_codes_user` ON `contact_codes` (`tenant_id`,`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `contact_codes_contact` ON `contact_codes` (`tenant_id`,`contact_index`,`created_at`);--> statement-breakpoint
CREATE INDEX `contact_codes_created` ON `contact_codes` (`created_at`);--> statement-breakpoint
CREATE TABLE `verified_contacts` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`channel` text NOT NULL,
	`contact_index` text NOT NULL,
	`verified_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `message_senders` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`settings` text NOT NULL,
	`secrets` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`channel` text NOT NULL,
	`content` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`last_error` text,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `messages_user` ON `messages` (`tenant_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`state`,`next_at`);