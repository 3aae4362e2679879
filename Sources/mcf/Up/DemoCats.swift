import Contracts

/// The cats of the demo data: the same ones on every machine.
enum DemoCats {
  static let clients = (1...50).map(client)
  static let workers = (1...200).map(worker)
  static let managers = (1...3).map(manager)
  /// How many of the workers say where they are paid to.
  static let paidWorkers = 190
  /// Which clients pay by what: most by card, some by direct debit, and the last five not at all yet.
  static let payers = clients.prefix(45).enumerated().map { number, client in
    (client: client.externalID, adapter: number < 40 ? "card" : "direct_debit")
  }

  struct Client: Encodable {
    let externalID, firstName, lastName, email, phone, place: String

    enum CodingKeys: String, CodingKey {
      case externalID = "external_id"
      case firstName = "first_name"
      case lastName = "last_name"
      case email, phone, place
    }
  }

  struct Worker: Encodable {
    let name, email, phone, breed, coatColour, code: String
    let age: Int

    enum CodingKeys: String, CodingKey {
      case coatColour = "coat_colour"
      case name, email, phone, breed, code, age
    }
  }

  struct Manager: Encodable {
    let name, email: String
  }

  private static func client(_ number: Int) -> Client {
    var chance = SplitMix64(seed: UInt64(number))
    let first = chance.pick(firstNames)
    let last = chance.pick(lastNames)
    return Client(
      externalID: "hcb-\(number)", firstName: first, lastName: last,
      email: "\(first).\(last).\(number)@happycatbox.example".lowercased(),
      phone: "+7495555\(padded(number))", place: "\(chance.pick(streets)) \(chance.below(90) + 1)")
  }

  private static func worker(_ number: Int) -> Worker {
    var chance = SplitMix64(seed: UInt64(10_000 + number))
    let first = chance.pick(firstNames)
    let last = chance.pick(lastNames)
    // Two dice a characteristic: most are middling, few are 0 or 100.
    let code = (0..<20).map { _ in letters[chance.below(10) + chance.below(11)] }
    return Worker(
      name: "\(first) \(last)", email: "\(first).\(last).\(number)@mcf.example".lowercased(),
      phone: "+7812555\(padded(number))", breed: chance.pick(breeds),
      coatColour: chance.pick(coats), code: String(code), age: chance.below(12) + 1)
  }

  /// A worker's account of Gold Hat's.
  static func account(_ number: Int) -> String { "GH-4321-0000-\(padded(number))" }

  private static func manager(_ number: Int) -> Manager {
    var chance = SplitMix64(seed: UInt64(20_000 + number))
    let first = chance.pick(firstNames)
    let last = chance.pick(lastNames)
    return Manager(
      name: "\(first) \(last)", email: "\(first).\(last).\(number)@mcf.example".lowercased())
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static let letters = Array("ABCDEFGHIJKLMNOPQRST")
  private static let firstNames = [
    "Tom", "Kitty", "Felix", "Duchess", "Simba", "Luna", "Milo", "Cleo", "Figaro", "Mittens",
    "Salem", "Oliver", "Nala", "Tiger", "Misty", "Smokey", "Ginger", "Pepper", "Murka", "Barsik",
  ]
  private static let lastNames = [
    "Whiskers", "Pawson", "Clawford", "Purrington", "Tailor", "Furley", "Mewes", "Catterall",
    "Velvet", "Softstep", "Longtail", "Nightwalker",
  ]
  private static let streets = ["Cushion Street", "Windowsill Row", "Carpet Lane", "Sunspot Alley"]
  private static let breeds = [
    "Siberian", "Maine Coon", "Siamese", "Persian", "Bengal", "Russian Blue", "European Shorthair",
  ]
  private static let coats = ["black", "white", "tabby", "ginger", "tortoiseshell", "grey"]
}

extension SplitMix64 {
  fileprivate mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  fileprivate mutating func pick(_ names: [String]) -> String { names[below(names.count)] }
}
