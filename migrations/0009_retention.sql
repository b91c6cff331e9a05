CREATE TABLE `sweeps` (
	`name` text PRIMARY KEY NOT NULL,
	`cursor` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `faces_age` ON `faces` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `document_images_age` ON `document_images` (`tenant_id`,`created_at`);