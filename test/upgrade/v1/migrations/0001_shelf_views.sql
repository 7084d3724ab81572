-- The shelf is made from the films, so it is dropped and not carried over: the first tick makes it anew.
DROP TABLE `shelf`;--> statement-breakpoint
CREATE TABLE `shelf` (
	`film_id` integer PRIMARY KEY NOT NULL,
	`standing` integer NOT NULL,
	`place` integer NOT NULL,
	`kinds` integer NOT NULL,
	`offer_bits` integer NOT NULL,
	`shop_bits` integer NOT NULL,
	`genre_bits` integer NOT NULL,
	`year` integer,
	`runtime` integer,
	`rating` integer,
	`release_day` integer,
	`added_at` integer,
	`arrived_at` integer,
	`arrived_on` integer,
	`left_at` integer,
	`left_from` integer,
	`folded` integer DEFAULT false NOT NULL,
	`offers` text NOT NULL,
	`search` text NOT NULL,
	`genres` text NOT NULL,
	`shops` text NOT NULL,
	`names` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shelf_views` ON `shelf` (`standing`,`place`,`kinds`,`offer_bits`,`shop_bits`,`genre_bits`,`year`,`runtime`,`rating`,`release_day`,`added_at`,`arrived_at`,`left_at`,`search`);--> statement-breakpoint
DELETE FROM `memory` WHERE `key` IN ('shelf', 'facets');
