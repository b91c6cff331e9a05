CREATE TABLE `client_secrets` (
	`tenant_id` text NOT NULL,
	`client_id` text NOT NULL,
	`secret_salt` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	PRIMARY KEY(`tenant_id`, `client_id`, `secret_hash`)
);
--> statement-breakpoint
CREATE INDEX `client_secrets_client` ON `client_secrets` (`client_id`);--> statement-breakpoint
INSERT INTO `client_secrets` (`tenant_id`, `client_id`, `secret_salt`, `secret_hash`, `created_at`)
	SELECT `tenant_id`, `id`, `secret_salt`, `secret_hash`, `created_at` FROM `clients`;--> statement-breakpoint
ALTER TABLE `clients` DROP COLUMN `secret_salt`;--> statement-breakpoint
ALTER TABLE `clients` DROP COLUMN `secret_hash`;