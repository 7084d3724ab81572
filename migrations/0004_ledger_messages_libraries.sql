CREATE TABLE `arrival_months` (
	`month` text NOT NULL,
	`country` text NOT NULL,
	`provider` integer NOT NULL,
	`came` integer DEFAULT 0 NOT NULL,
	`went` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`month`, `country`, `provider`)
);
--> statement-breakpoint
CREATE TABLE `coverage` (
	`country` text NOT NULL,
	`day` text NOT NULL,
	`films` integer NOT NULL,
	`mine` integer NOT NULL,
	`elsewhere` integer NOT NULL,
	`shops` integer NOT NULL,
	PRIMARY KEY(`country`, `day`)
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`place` text NOT NULL,
	`message` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `devices` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `devices_endpoint_unique` ON `devices` (`endpoint`);--> statement-breakpoint
CREATE TABLE `library_items` (
	`tmdb_id` integer NOT NULL,
	`server` text NOT NULL,
	`link` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`tmdb_id`, `server`)
);
--> statement-breakpoint
CREATE TABLE `places` (
	`place` text PRIMARY KEY NOT NULL,
	`worked_at` integer,
	`failed_at` integer,
	`failure` text,
	`is_off` integer DEFAULT false NOT NULL,
	`wait_until` integer
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_on` integer
);
--> statement-breakpoint
ALTER TABLE `arrivals` ADD `of_brand` integer DEFAULT false NOT NULL;