-- What was taken apart a moment ago, which can be taken back.
create index concurrently package_unpacked on packing.package (unpacked_at) where unpacked_at is not null;
