CREATE TABLE `liveness_challenges` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`steps` text NOT NULL,
	`nonce` text NOT NULL,
	`state` text NOT NULL,
	`liveness_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `challenges_expiry` ON `liveness_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `liveness_frames` (
	`tenant_id` text NOT NULL,
	`sha256` text NOT NULL,
	`liveness_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `sha256`)
);
--> statement-breakpoint
CREATE INDEX `liveness_frames_age` ON `liveness_frames` (`created_at`);