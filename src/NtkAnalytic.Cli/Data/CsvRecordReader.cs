namespace NtkAnalytic.Cli.Data;

/// <summary>
/// Splits comma-separated text into records (RFC 4180): fields in double quotes may hold commas, line breaks and doubled
/// quotes. Lines end with LF or CR LF; blank lines at the end are no records.
/// </summary>
internal sealed class CsvRecordReader
{
    private readonly TextReader _reader;
    private readonly char[] _buffer = new char[1 << 16];
    private readonly List<int> _fieldEnds = [];
    private char[] _characters = new char[1 << 10];
    private int _length;
    private int _position;
    private int _available;
    private int _line = 1;

    /// <summary>Reads from a text.</summary>
    /// <param name="reader">The text.</param>
    public CsvRecordReader(TextReader reader) => _reader = reader;

    /// <summary>The line, counted from 1, on which the current record begins.</summary>
    public int Line { get; private set; }

    /// <summary>The number of fields of the current record.</summary>
    public int FieldCount => _fieldEnds.Count;

    /// <summary>A field of the current record; valid until the next one is read.</summary>
    /// <param name="index">Its place.</param>
    /// <returns>Its text without quotes.</returns>
    public ReadOnlySpan<char> Field(int index)
    {
        int start = index == 0 ? 0 : _fieldEnds[index - 1];
        return _characters.AsSpan(start, _fieldEnds[index] - start);
    }

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="FormatException">A quote is not closed, or text follows a closing quote; the message names the line.</exception>
    public bool Next()
    {
        int blankLine = 0;
        while (ReadRecord())
        {
            bool isBlank = FieldCount == 1 && Field(0).IsWhiteSpace();
            if (!isBlank)
            {
                return blankLine == 0 ? true : throw new FormatException($"line {blankLine}: the line is blank");
            }

            blankLine = blankLine == 0 ? Line : blankLine;
        }

        return false;
    }

    private bool ReadRecord()
    {
        _length = 0;
        _fieldEnds.Clear();
        Line = _line;
        if (Peek() < 0)
        {
            return false;
        }

        while (true)
        {
            int next = Peek() == '"' ? QuotedField() : PlainField();
            _fieldEnds.Add(_length);
            if (next == ',')
            {
                continue;
            }

            return true;
        }
    }

    // Both kinds of field consume what ends them, and return it: a comma, or a line feed for the end of the record.
    private int PlainField()
    {
        while (true)
        {
            int character = Take();
            if (IsEnd(character))
            {
                return character;
            }

            Append((char)character);
        }
    }

    private int QuotedField()
    {
        int openedAt = _line;
        Take();
        while (true)
        {
            int character = Take();
            if (character < 0)
            {
                throw new FormatException($"line {openedAt}: a quoted field is not closed");
            }

            if (character != '"')
            {
                Append((char)character);
                continue;
            }

            if (Peek() == '"')
            {
                Append((char)Take());
                continue;
            }

            int end = Take();
            return IsEnd(end) ? end : throw new FormatException($"line {openedAt}: text follows a closing quote");
        }
    }

    private static bool IsEnd(int character) => character is ',' or '\n' or < 0;

    // CR LF counts as one line feed.
    private int Take()
    {
        int character = Peek();
        _position++;
        if (character == '\r' && Peek() == '\n')
        {
            _position++;
            character = '\n';
        }

        if (character == '\n')
        {
            _line++;
        }

        return character;
    }

    private int Peek()
    {
        if (_position == _available)
        {
            _available = _reader.Read(_buffer);
            _position = 0;
        }

        return _position < _available ? _buffer[_position] : -1;
    }

    private void Append(char character)
    {
        if (_length == _characters.Length)
        {
            Array.Resize(ref _characters, 2 * _length);
        }

        _characters[_length++] = character;
    }
}
