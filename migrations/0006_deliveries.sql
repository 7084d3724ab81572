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
CREATE TABLE `places` (
	`place` text PRIMARY KEY NOT NULL,
	`worked_at` integer,
	`failed_at` integer,
	`failure` text,
	`is_off` integer DEFAULT false NOT NULL,
	`wait_until` integer
);
