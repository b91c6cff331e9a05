CREATE TABLE `background_checks` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`subject_id` text NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`outcome` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `background_user` ON `background_checks` (`tenant_id`,`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `faces` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`collection_id` text NOT NULL,
	`status` text NOT NULL,
	`model` text NOT NULL,
	`model_version` text NOT NULL,
	`template` text NOT NULL,
	`quality` real NOT NULL,
	`image_sha256` text NOT NULL,
	`blob_key` text,
	`liveness_id` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `faces_user` ON `faces` (`tenant_id`,`user_id`,`status`);--> statement-breakpoint
CREATE INDEX `faces_collection` ON `faces` (`tenant_id`,`collection_id`,`status`,`model`);--> statement-breakpoint
CREATE TABLE `liveness_checks` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`subject_id` text NOT NULL,
	`method` text NOT NULL,
	`outcome` text NOT NULL,
	`score` real,
	`template` text,
	`model` text,
	`image_sha256` text NOT NULL,
	`reasons` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `liveness_user` ON `liveness_checks` (`tenant_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`outcome` text NOT NULL,
	`similarity` real,
	`threshold` real NOT NULL,
	`reference_type` text NOT NULL,
	`reference_id` text,
	`reasons` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `verifications_user` ON `verifications` (`tenant_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `document_images` (
	`tenant_id` text NOT NULL,
	`document_id` text NOT NULL,
	`side` text NOT NULL,
	`sha256` text NOT NULL,
	`blob_key` text NOT NULL,
	`mime_type` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `document_id`, `side`)
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text,
	`subject_id` text NOT NULL,
	`status` text NOT NULL,
	`document_type` text,
	`issuing_country` text,
	`format` text,
	`reading` text NOT NULL,
	`number_index` text,
	`validation` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `documents_user` ON `documents` (`tenant_id`,`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `documents_number` ON `documents` (`tenant_id`,`number_index`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`sha256` text NOT NULL,
	`mime_type` text NOT NULL,
	`byte_length` integer NOT NULL,
	`blob_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `uploads_expiry` ON `uploads` (`expires_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`tenant_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target_type` text NOT NULL,
	`target_id` text NOT NULL,
	`request_id` text NOT NULL,
	`details` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `audit_target` ON `audit` (`tenant_id`,`target_type`,`target_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`user_id` text,
	`sequence` integer,
	`data` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_sequence` ON `events` (`tenant_id`,`user_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `events_time` ON `events` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `clients` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`secret_salt` text NOT NULL,
	`secret_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_id` ON `clients` (`id`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`tenant_id` text NOT NULL,
	`subject` text NOT NULL,
	`method` text NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`state` text NOT NULL,
	`fence` text NOT NULL,
	`lease_until` integer NOT NULL,
	`status` integer,
	`answer` text,
	`request_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `subject`, `method`, `route`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `revocations` (
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`not_before` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `kind`, `value`)
);
--> statement-breakpoint
CREATE TABLE `subject_keys` (
	`tenant_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `subject_id`)
);
--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`livemode` integer NOT NULL,
	`settings` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`kek_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`scope` text NOT NULL,
	`version` text NOT NULL,
	`accepted_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `consents_user` ON `consents` (`tenant_id`,`user_id`,`scope`);--> statement-breakpoint
CREATE TABLE `user_checks` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`check_id` text NOT NULL,
	`type` text NOT NULL,
	`outcome` text NOT NULL,
	`reasons` text NOT NULL,
	`observations` text NOT NULL,
	`not_performed` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`, `check_id`)
);
--> statement-breakpoint
CREATE INDEX `user_checks_time` ON `user_checks` (`tenant_id`,`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `user_identifiers` (
	`tenant_id` text NOT NULL,
	`user_id` text NOT NULL,
	`type` text NOT NULL,
	`country` text NOT NULL,
	`blind_index` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `user_id`, `type`, `country`)
);
--> statement-breakpoint
CREATE INDEX `user_identifiers_blind` ON `user_identifiers` (`tenant_id`,`blind_index`);--> statement-breakpoint
CREATE TABLE `users` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`external_id` text,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`locale` text NOT NULL,
	`profile` text NOT NULL,
	`email_index` text,
	`phone_index` text,
	`decision` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_external` ON `users` (`tenant_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `users_email` ON `users` (`tenant_id`,`email_index`);--> statement-breakpoint
CREATE INDEX `users_status` ON `users` (`tenant_id`,`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `users_created` ON `users` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`event_id` text NOT NULL,
	`endpoint_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`last_status` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_once` ON `deliveries` (`tenant_id`,`event_id`,`endpoint_id`);--> statement-breakpoint
CREATE INDEX `deliveries_endpoint` ON `deliveries` (`tenant_id`,`endpoint_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`state`,`next_at`);--> statement-breakpoint
CREATE TABLE `delivery_attempts` (
	`tenant_id` text NOT NULL,
	`delivery_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`duration_ms` integer NOT NULL,
	`error` text,
	PRIMARY KEY(`tenant_id`, `delivery_id`, `attempt`)
);
--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`description` text NOT NULL,
	`event_types` text NOT NULL,
	`status` text NOT NULL,
	`disabled_reason` text,
	`signing` text NOT NULL,
	`secrets` text NOT NULL,
	`failing_since` integer,
	`warned_at` integer,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
