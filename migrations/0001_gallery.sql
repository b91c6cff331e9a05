CREATE TABLE `face_collections` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`description` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `gallery_keys` (
	`tenant_id` text NOT NULL,
	`version` integer NOT NULL,
	`wrapped_key` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `gallery_outbox` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant_id` text NOT NULL,
	`face_id` text NOT NULL,
	`collection_id` text NOT NULL,
	`model` text NOT NULL,
	`model_version` text NOT NULL,
	`action` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gallery_outbox_face` ON `gallery_outbox` (`tenant_id`,`face_id`);--> statement-breakpoint
CREATE INDEX `gallery_outbox_due` ON `gallery_outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `gallery_outbox_gallery` ON `gallery_outbox` (`tenant_id`,`collection_id`,`model`,`model_version`,`action`);--> statement-breakpoint
CREATE TABLE `gallery_shards` (
	`tenant_id` text NOT NULL,
	`collection_id` text NOT NULL,
	`model` text NOT NULL,
	`model_version` text NOT NULL,
	`key_version` integer NOT NULL,
	`shard` integer NOT NULL,
	`faces` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `collection_id`, `model`, `model_version`, `key_version`, `shard`)
);
--> statement-breakpoint
CREATE TRIGGER `faces_gallery_put` AFTER INSERT ON `faces` WHEN NEW.`status` = 'active' BEGIN INSERT OR REPLACE INTO `gallery_outbox` (`tenant_id`, `face_id`, `collection_id`, `model`, `model_version`, `action`, `attempts`, `due_at`) VALUES (NEW.`tenant_id`, NEW.`id`, NEW.`collection_id`, NEW.`model`, NEW.`model_version`, 'put', 0, 0); END;
--> statement-breakpoint
CREATE TRIGGER `faces_gallery_remove` AFTER UPDATE OF `status` ON `faces` WHEN OLD.`status` = 'active' AND NEW.`status` <> 'active' BEGIN INSERT OR REPLACE INTO `gallery_outbox` (`tenant_id`, `face_id`, `collection_id`, `model`, `model_version`, `action`, `attempts`, `due_at`) VALUES (NEW.`tenant_id`, NEW.`id`, NEW.`collection_id`, NEW.`model`, NEW.`model_version`, 'remove', 0, 0); END;
--> statement-breakpoint
CREATE TRIGGER `faces_gallery_gone` AFTER DELETE ON `faces` WHEN OLD.`status` = 'active' BEGIN INSERT OR REPLACE INTO `gallery_outbox` (`tenant_id`, `face_id`, `collection_id`, `model`, `model_version`, `action`, `attempts`, `due_at`) VALUES (OLD.`tenant_id`, OLD.`id`, OLD.`collection_id`, OLD.`model`, OLD.`model_version`, 'remove', 0, 0); END;
--> statement-breakpoint
CREATE TRIGGER `subject_keys_gallery_gone` AFTER DELETE ON `subject_keys` BEGIN INSERT OR REPLACE INTO `gallery_outbox` (`tenant_id`, `face_id`, `collection_id`, `model`, `model_version`, `action`, `attempts`, `due_at`) SELECT `faces`.`tenant_id`, `faces`.`id`, `faces`.`collection_id`, `faces`.`model`, `faces`.`model_version`, 'remove', 0, 0 FROM `faces` WHERE `faces`.`tenant_id` = OLD.`tenant_id` AND `faces`.`user_id` = OLD.`subject_id` AND `faces`.`status` = 'active'; END;
--> statement-breakpoint
INSERT INTO `gallery_outbox` (`tenant_id`, `face_id`, `collection_id`, `model`, `model_version`, `action`, `attempts`, `due_at`) SELECT `faces`.`tenant_id`, `faces`.`id`, `faces`.`collection_id`, `faces`.`model`, `faces`.`model_version`, 'put', 0, 0 FROM `faces` WHERE `faces`.`status` = 'active';
