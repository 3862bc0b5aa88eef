namespace NtkAnalytic.Symbolics.Tests.Docs

open System
open System.Diagnostics
open System.IO
open Xunit

/// Where the files of the repository are.
module private Repository =
    let private root =
        let rec above (folder: string) =
            if File.Exists(Path.Combine(folder, "NtkAnalytic.sln")) then folder else above (Path.GetDirectoryName folder)

        above AppContext.BaseDirectory

    let path (parts: string list) = Path.Combine(Array.ofList (root :: parts))

    let text (file: string) : string = File.ReadAllText(file).ReplaceLineEndings "\n"

    let split (separator: string) (text: string) : string[] = text.Split separator

type DocumentationTests() =
    // The lines between the marks, without their indentation.
    let regions =
        Repository.text (Repository.path [ "tests"; "NtkAnalytic.Symbolics.Tests"; "Docs"; "Snippets.fs" ])
        |> Repository.split "// #region "
        |> Array.skip 1
        |> Array.map (fun (part: string) ->
            let body = part |> Repository.split "// #endregion" |> Array.head
            let lines = body |> Repository.split "\n" |> Array.skip 1 |> Array.filter (fun line -> line.Trim() <> "")
            let indent = lines |> Array.map (fun line -> line.Length - line.TrimStart().Length) |> Array.min
            lines |> Array.map (fun line -> line.Substring indent) |> String.concat "\n")

    let pages =
        Repository.path [ "README.md" ]
        :: List.ofSeq (Directory.EnumerateFiles(Repository.path [ "docs" ], "*.md", SearchOption.AllDirectories))

    let blocks =
        pages
        |> List.collect (fun page -> Repository.text page |> Repository.split "```fsharp\n" |> Array.skip 1 |> List.ofArray)
        |> List.map (fun part ->
            part
            |> Repository.split "\n```"
            |> Array.head
            |> Repository.split "\n"
            |> Array.filter (fun line -> line <> "" && not (line.StartsWith("open ", StringComparison.Ordinal)))
            |> String.concat "\n")

    [<Fact>]
    member _.``Every F# block is compiled and run``() =
        Assert.NotEmpty blocks
        Assert.All(blocks, fun block -> Assert.Contains(block, regions))

    [<Fact>]
    member _.``Every region is shown``() = Assert.All(regions, fun region -> Assert.Contains(region, blocks))

    [<Fact>]
    member _.``The sample script runs``() =
        let start = ProcessStartInfo("dotnet", RedirectStandardOutput = true, RedirectStandardError = true)

        for argument in [ "fsi"; $"--lib:{AppContext.BaseDirectory}"; Repository.path [ "docs"; "samples"; "derive.fsx" ]; "erf(x)" ] do
            start.ArgumentList.Add argument

        use script = Process.Start start
        let errors = script.StandardError.ReadToEndAsync()
        let output = script.StandardOutput.ReadToEnd()
        script.WaitForExit()
        Assert.True((script.ExitCode = 0), errors.Result)
        Assert.StartsWith("phi(x) = erf(x)", output)
        Assert.Contains(@"\sigma_w^2 = ", output)
        Assert.DoesNotContain("none", output)
