import Contracts
import FoundationEssentials
import Postgres

/// Does a clerk's step with a package that stands where it may be done, with its line of
/// history. Of all who press at once exactly one gets the package back.
struct MovePackage: Statement {
  // The conditions are those of `Package.steps(at:takeBack:)`.
  static let sql = """
    with cookie as materialized (
      -- The cookie first, as everybody who locks both: nobody changes it until this is done, so
      -- the answer's cookie is that of its version.
      select *
      from   packing.cookie
      where  package_id = $1
      for    no key update
    ),
    moved as (
      -- the one winner; whoever waited for this row finds it moved and gets no row
      update packing.package p
      set    status      = case $5::text when 'ready'     then 'ready'
                                         when 'issue'     then 'issued'
                                         else case $7::text when 'ready'  then 'to_pack'
                                                            when 'issued' then 'ready'
                                                            else               p.status
                                              end
                           end,
             ready_at    = case when $5 = 'ready'    then $2
                                when $7 = 'ready'    then null
                                else                      p.ready_at
                           end,
             issued_at   = case when $5 = 'issue'    then $2
                                when $7 = 'issued'   then null
                                else                      p.issued_at
                           end,
             unpacked_at = case when $5 = 'unpack'   then $2
                                when $7 = 'unpacked' then null
                                else                      p.unpacked_at
                           end,
             version     = p.version + 1,
             change      = null
      from   cookie c
      where  p.id = c.package_id
      and    ($4::int8[] is null or p.version = any ($4))
      and    case $5
               when 'ready'     then p.status = 'to_pack' and p.outcome is null
               when 'issue'     then p.status = 'ready' and p.outcome is null
               -- the last step, while it is not long ago
               when 'take-back' then case $7
                                       when 'unpacked' then p.unpacked_at > $6
                                       when 'issued'   then p.issued_at > $6
                                                            and p.unpacked_at is null
                                       when 'ready'    then p.ready_at > $6
                                                            and p.issued_at is null
                                                            and p.unpacked_at is null
                                     end
               -- taken apart, because the order has ended
               when 'unpack'    then p.outcome is not null and p.unpacked_at is null
             end
      returning p.*
    ),
    told as (
      insert into packing.package_history (package_id, version, event, at, by_role, by_subject)
      select id, version,
             case $5 when 'ready'     then 'ready'
                     when 'issue'     then 'issued'
                     when 'take-back' then 'taken_back'
                     when 'unpack'    then 'unpacked'
             end, $2, 'clerk', $3
      from   moved
    )
    select \(Package.columns)
    from   moved p
    join   cookie c on c.package_id = p.id
    """

  let step: PackageStep
  let act: PackageAct
  /// What was done then or earlier cannot be taken back any more.
  let doneAfter: Date

  var bindings: Bindings {
    [
      act.package, act.now, act.clerk, act.versions, step.rawValue, doneAfter,
      step == .takeBack ? act.takingBack?.rawValue : nil,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(&row) }
}
