-- How common each region is, in the form in which the market's list asks for it: without it the planner takes any region for
-- rare, and reads all listings instead of walking the index of prices.
CREATE STATISTICS "listing_region" ON lower("region") FROM "listing";
ANALYZE "listing";
