/// What the demo offers. The last one may be ordered for any moment from now on, so that a
/// whole order can be lived through without waiting for two hours.
struct DemoServiceType: Encodable {
  let name, description: String
  let durationMinutes: Int
  let characteristics: [String: Int]
  let packingList: [String]
  var leadMinutes = 120
  var horizonDays = 60
  var travelMinutes = 60
  var active = true

  enum CodingKeys: String, CodingKey {
    case durationMinutes = "duration_minutes"
    case packingList = "packing_list"
    case leadMinutes = "lead_minutes"
    case horizonDays = "horizon_days"
    case travelMinutes = "travel_minutes"
    case name, description, characteristics, active
  }

  static let all = [
    DemoServiceType(
      name: "Litter box duty", description: "Emptied, washed, filled, raked.",
      durationMinutes: 60, characteristics: ["cleanliness": 3, "smell": 1, "patience": 1],
      packingList: ["scoop", "bags", "gloves"]),
    DemoServiceType(
      name: "Shopping", description: "Fish first, then the rest of the list.",
      durationMinutes: 90, characteristics: ["carrying": 3, "strength": 2, "punctuality": 1],
      packingList: ["trolley"]),
    DemoServiceType(
      name: "Supper", description: "Cooked, served, and the bowls washed.",
      durationMinutes: 120, characteristics: ["cooking": 4, "cleanliness": 1, "precision": 1],
      packingList: ["apron", "knife"]),
    DemoServiceType(
      name: "Curtain repair", description: "Also shelves, and what stood on them.",
      durationMinutes: 120, characteristics: ["repair": 3, "climbing": 2, "precision": 2],
      packingList: ["toolbox", "ladder"]),
    DemoServiceType(
      name: "Garden patrol", description: "Mice, molehills, and the neighbour's tomcat.",
      durationMinutes: 180, characteristics: ["gardening": 2, "courage": 3, "night_vision": 1],
      packingList: ["boots"]),
    DemoServiceType(
      name: "Company", description: "Somebody to listen and purr.",
      durationMinutes: 60, characteristics: ["listening": 3, "courtesy": 2, "patience": 2],
      packingList: ["blanket"]),
    DemoServiceType(
      name: "At once", description: "For trying MCF out: no lead, nobody has to travel.",
      durationMinutes: 15, characteristics: ["speed": 2, "curiosity": 1],
      packingList: ["biscuits"], leadMinutes: 0, travelMinutes: 0),
  ]
}
