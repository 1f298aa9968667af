// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "holdem-lua",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "holdem-lua", targets: ["holdem-lua"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
  ],
  targets: [
    // The C side: the system's Lua, what only C can say, and the row kernels that are compiled for several instruction sets.
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"]), .brew(["lua"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .target(name: "CLuaShims", dependencies: ["CLua"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(name: "CEditShims", dependencies: ["CEdit"]),
    .target(name: "CShims"),
    .target(name: "CKernels", exclude: ["RowKernels.inc", "Showdown.inc"]),

    // Poker.
    .target(name: "Cards", dependencies: ["CKernels"]),
    .target(name: "Game", dependencies: ["Cards"]),
    .target(name: "Abstraction", dependencies: ["Game", "Cards", "CKernels"]),
    .target(name: "CFR", dependencies: ["Abstraction", "Game", "Cards", "CKernels"]),

    // What knows no poker.
    .target(name: "Workers", dependencies: ["CShims"]),
    .target(name: "Lua", dependencies: ["CLuaShims"]),
    .target(name: "Database", dependencies: ["CSQLite"]),
    .target(name: "LineEditing", dependencies: ["CEditShims"]),

    // Where they meet.
    .target(name: "Training", dependencies: ["CFR", "Abstraction", "Game", "Cards", "Workers", "CShims", .product(name: "Logging", package: "swift-log")]),
    .target(
      name: "Report", dependencies: ["CFR", "Abstraction", "Game", "Cards", "CZlib"],
      // The pages of reports and aggregates: parts of the program, so that an installed binary needs no file beside it.
      resources: ["page.html", "page.css", "cards.js", "data.js", "view.js", "path.js", "grid.js", "panel.js", "hands.js", "chart.js", "main.js"].map {
        .embedInCode("HTML/\($0)")
      } + ["aggregate.css", "aggregate.js"].map { .embedInCode("Aggregate/\($0)") }),
    .target(
      name: "Scripting",
      dependencies: [
        "Lua", "Database", "Training", "Workers", "Report", "CFR", "Abstraction", "Game", "Cards", .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "holdem-lua",
      dependencies: [
        "Scripting", "Training", "Report", "Lua", "LineEditing", "Workers", "CFR", "Abstraction",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    // Measurements.
    .executableTarget(
      name: "kernel-bench", dependencies: ["CFR", "CKernels", .product(name: "Benchmark", package: "swift-benchmark")], path: "bench/kernels"),

    .testTarget(name: "CardsTests", dependencies: ["Cards"]),
    .testTarget(name: "GameTests", dependencies: ["Game", "Cards"], resources: [.copy("Oracle")]),
    .testTarget(name: "AbstractionTests", dependencies: ["Abstraction", "CKernels", "Game", "Cards"]),
    .testTarget(name: "CFRTests", dependencies: ["CFR", "CKernels", "Abstraction", "Game", "Cards"]),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "CFR", "Abstraction", "Game", "Cards", "CZlib"],
      exclude: ["listener.js", "harness.js", "frame.js", "report-guide.js", "aggregate-guide.js"].map { "HTML/\($0)" }),
    .testTarget(name: "LuaTests", dependencies: ["Lua"]),
    .testTarget(name: "DatabaseTests", dependencies: ["Database"]),
    .testTarget(name: "LineEditingTests", dependencies: ["LineEditing"]),
    .testTarget(
      name: "ScriptingTests",
      dependencies: ["Scripting", "Training", "Report", "Lua", "Workers", "CFR", .product(name: "Logging", package: "swift-log")]),
    .testTarget(name: "CommandLineTests", dependencies: ["holdem-lua"]),
    .executableTarget(
      name: "training-fixture", dependencies: ["Training", "Abstraction", "Game", "Workers", .product(name: "Logging", package: "swift-log")],
      path: "Tests/Fixtures/training-fixture"),
    .executableTarget(name: "kill-at-call", path: "Tests/Fixtures/kill-at-call"),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Training", "CFR", "Abstraction", "Game", "Cards", "Workers", "training-fixture", "kill-at-call", .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(name: "cards-bench", dependencies: ["Abstraction", "Game", "Cards"], path: "Tests/Fixtures/cards-bench"),
    .executableTarget(name: "workers-fixture", dependencies: ["Workers"], path: "Tests/Fixtures/workers-fixture"),
    .executableTarget(
      name: "script-bench",
      dependencies: ["Lua", "Scripting", "Training", "Report", "Workers", .product(name: "Logging", package: "swift-log")],
      path: "Tests/Fixtures/script-bench"),
    .testTarget(name: "DocsTests", dependencies: ["holdem-lua", "kernel-bench", "script-bench", "cards-bench"]),
    .testTarget(name: "WorkersTests", dependencies: ["Workers", "CShims", "workers-fixture"]),
  ],
  swiftLanguageModes: [.v6]
)
