CREATE TABLE `large_postings` (
	`id` integer PRIMARY KEY NOT NULL,
	`postings` text NOT NULL
);
--> statement-breakpoint
-- Loads of before lack what this table holds: their lists are loaded anew, and are "not loaded" until then.
DELETE FROM `list_refreshes` WHERE `list_id` IN (SELECT `list_id` FROM `list_loads`);
--> statement-breakpoint
DELETE FROM `list_versions` WHERE `load_number` IS NOT NULL;
--> statement-breakpoint
UPDATE `list_loads` SET `state` = 'dropping';
