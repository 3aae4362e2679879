/// The business week in SQL, in minutes: 0 is Monday 00:00, 10080 the end of Sunday.
public enum BusinessWeek {
  /// A CTE `week(minutes)`: the part of the week from $1 to $2, in time zone $3. It is in two
  /// pieces when it goes over the end of the week, and follows the clocks when they change.
  public static let cte = """
    with week as materialized (
      select case when first < last
                  then int4multirange(int4range(first, last))
                  else int4multirange(int4range(first, 10080), int4range(0, last))
             end as minutes
      from   (select (extract(isodow from starts)::int4 - 1) * 1440
                       + floor(extract(epoch from starts::time) / 60)::int4 as first,
                     (extract(isodow from ends)::int4 - 1) * 1440
                       + ceil(extract(epoch from ends::time) / 60)::int4 as last
              from   (select $1::timestamptz at time zone $3 as starts,
                             $2::timestamptz at time zone $3 as ends) local) bounds
    )
    """
}
